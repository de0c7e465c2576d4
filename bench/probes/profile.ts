import { writeSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import type { ProfiledPhase } from '../breakdown';

/**
 * Profiles one cold start: loading, then the first request. Arguments: the function's file, the event as JSON. Reports on
 * file descriptor 3 how long each place in the code was at the top of the stack.
 */
async function main(): Promise<void> {
  const [file = '', event = ''] = process.argv.slice(2);
  const parsed: unknown = JSON.parse(event);
  const context = { awsRequestId: '0a1b2c3d', getRemainingTimeInMillis: () => 29_000 };
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 100 });
  session.post('Profiler.start');
  const { handler } = require(file);
  const load = stop(session);
  session.post('Profiler.start');
  const answer = await handler(parsed, context);
  const first = stop(session);
  if (answer.statusCode !== 200) throw new Error(`the function answered ${JSON.stringify(answer)}`);
  writeSync(3, JSON.stringify([load, first]));
  process.exit(0);
}

/** Ends the profile. The session runs in this thread, so its answer is there when the call returns. */
function stop(session: Session): ProfiledPhase {
  let profile: Profiler.Profile | undefined;
  session.post('Profiler.stop', (_error, result) => {
    profile = result.profile;
  });
  if (profile === undefined) throw new Error('the profiler gave no profile');
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined) continue;
    const place = [frame.functionName, frame.url, frame.lineNumber, frame.columnNumber].join('\t');
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return [...times];
}

void main();
