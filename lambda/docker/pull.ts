import { Problem } from '../domain/problem';
import type { Engine } from './client';
import { engineProblem, oneLine, sentenceOf } from './problems';

/** Pulls of this process that are under way, by image. The engine joins those of several processes, as long as one waits. */
export type Pulls = Map<string, Promise<void>>;

/** Milliseconds until a pull is given up: longer than any job waits for it. */
const longest = 30 * 60_000;

/**
 * Sees to it that the engine has an image. A pull goes on when the waiting is over: a later call waits for the rest of it.
 * @param patience - milliseconds for which it is waited for
 * @returns whether the image is there
 * @throws Problem `invalid_launch_parameter` with the engine's sentence when the pull has failed
 * @see docs/decisions/0042
 */
export async function ensureImage(engine: Engine, pulls: Pulls, image: string, patience: number): Promise<boolean> {
  if (await isThere(engine, image)) return true;
  const pull = pulls.get(image) ?? startPull(engine, image).finally(() => pulls.delete(image));
  pulls.set(image, pull);
  // The step that asks next may be another process's.
  pull.catch(() => {});
  const waited = new Promise<'waiting'>((done) => setTimeout(() => done('waiting'), patience).unref());
  return (await Promise.race([pull, waited])) !== 'waiting';
}

async function isThere(engine: Engine, image: string): Promise<boolean> {
  const answer = await engine({ method: 'GET', path: `/images/${encodeURI(image)}/json` });
  if (answer.status === 404) return false;
  if (answer.status >= 300) throw engineProblem(answer, 'launch');
  return true;
}

async function startPull(engine: Engine, image: string): Promise<void> {
  const answer = await engine({
    method: 'POST',
    path: '/images/create',
    query: nameOf(image),
    timeout: longest,
    lasting: true,
  });
  const said = answer.status >= 300 ? sentenceOf(answer.bytes) : failureIn(answer.bytes);
  if (said === undefined) return;
  const awsCode = answer.status >= 300 ? { awsCode: String(answer.status) } : {};
  throw new Problem(
    'invalid_launch_parameter',
    `The image ${image} could not be pulled. The engine says: ${said}`,
    awsCode,
  );
}

/** Splits an image's name from its tag: without one the engine would pull every tag. */
function nameOf(image: string): Readonly<Record<string, string>> {
  const [, name = image, digest] = /^([^@]+)@(sha256:[0-9a-f]+)$/.exec(image) ?? [];
  if (digest !== undefined) return { fromImage: name, tag: digest };
  const [, repository = image, tag = 'latest'] = /^(.+?)(?::([^/:]+))?$/.exec(image) ?? [];
  return { fromImage: repository, tag };
}

/**
 * Finds the failure that the engine reports at the end of its progress, one JSON value a line, after a status of 200.
 */
function failureIn(bytes: Buffer): string | undefined {
  for (const line of bytes.toString('utf8').split('\n').reverse()) {
    const said = /"error"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
    if (said !== undefined) return oneLine(JSON.parse(said), 300);
  }
  return undefined;
}
