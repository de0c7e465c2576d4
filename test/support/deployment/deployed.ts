import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { defined } from '../../../contract/defined';
import { emulatorFolder } from '../../../scripts/emulator/started';
import { stopEmulator } from '../../../scripts/emulator/stop';
import { stateFolder } from '../../../scripts/tools/paths';

const root = resolve(__dirname, '../../..');

type Variables = Readonly<Record<string, string>>;

/** A stack of its own in an emulator of its own. */
export interface Deployed {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The emulator. */
  readonly endpoint: string;
  /** Runs one more of the Makefile's programs against the same emulator; returns what it printed. */
  make(program: string, variables?: Variables): Promise<string>;
  /** Serves the deployed API by plain HTTP, as `make serve` does, on a free port. */
  serve(variables?: Variables): Promise<ServedFront>;
  /** Stops the emulator, with all that is deployed in it; `make('deploy')` brings it back. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** The deployed API at its second front. */
export interface ServedFront {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** What it has logged so far. */
  log(): string;
  /** Sends SIGTERM; returns the exit status and how many milliseconds it took. */
  end(): Promise<{ readonly status: number | null; readonly took: number }>;
}

/** An emulator that runs already, in place of one of its own for each deployment: LocalStack, for instance. */
const givenEmulator = process.env.E2E_ENDPOINT;

/**
 * Does what `make` does, on a free port, or in the emulator that `E2E_ENDPOINT` names.
 * @param variables - of the Makefile
 */
export async function deployAlone(variables: Variables = {}): Promise<Deployed> {
  const port = givenEmulator === undefined ? await freePort() : Number(new URL(givenEmulator).port);
  const own = { EMULATOR_PORT: String(port), ...defined({ AWS_ENDPOINT_URL: givenEmulator }) };
  const make = (program: string, more: Variables = {}): Promise<string> =>
    script(program, { ...own, ...variables, ...more });
  const stop = async (): Promise<void> => {
    if (givenEmulator === undefined) await stopEmulator(emulatorFolder(port));
    else await make('destroy');
  };
  const close = async (): Promise<void> => {
    await stop();
    rmSync(join(stateFolder, 'deployments', `ec2-control@127.0.0.1-${port}`), { recursive: true, force: true });
  };
  try {
    const output = await make('deploy');
    const baseUrl = /^(http\S+)\/start$/m.exec(output)?.[1];
    if (baseUrl === undefined) throw new Error(`no URL was printed:\n${output}`);
    const serve = (more: Variables = {}): Promise<ServedFront> => startServing({ ...own, ...variables, ...more });
    return { baseUrl, endpoint: `http://127.0.0.1:${port}`, make, serve, stop, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts a program of the Makefile, without the settings of the user who runs the tests. */
function start(program: string, variables: Variables) {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|LANG|PIP_\w+|HTTPS?_PROXY|npm_\w+)$/.test(name),
  );
  return spawn(process.execPath, ['--import', 'tsx', `scripts/${program}.ts`], {
    cwd: root,
    env: { ...Object.fromEntries(kept), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function startServing(variables: Variables): Promise<ServedFront> {
  const port = await freePort();
  const child = start('serve', { PORT: String(port), ...variables });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const listening = new Promise<void>((done) => {
    child.stdout.on('data', () => output.includes('"listening"') && done());
  });
  await Promise.race([listening, ended]);
  if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}:\n${output}`);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    log: () => output,
    end: async () => {
      const started = performance.now();
      child.kill('SIGTERM');
      return { status: await ended, took: performance.now() - started };
    },
  };
}

/** Runs a program of the Makefile to its end. */
async function script(program: string, variables: Variables): Promise<string> {
  const child = start(program, variables);
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${output}\n${errors}`);
  return output;
}

/** A port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
