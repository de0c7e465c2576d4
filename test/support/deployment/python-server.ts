import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openLog } from '../../../scripts/tools/log-file';
import { ensurePythonTools } from '../../../scripts/tools/python';
import { freePort } from './deployed';

/** A server of the Python test tools, in a process of its own. */
export interface PythonServer {
  /** Without a slash at its end. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Starts one of the test tools' servers on a free port.
 * @param program - its name among the installed programs
 * @param args - its arguments for listening on a port of 127.0.0.1
 * @param health - the path that answers as soon as it is ready
 * @throws Error when it ends, or does not answer within half a minute
 */
export async function startPythonServer(
  program: string,
  args: (port: number) => readonly string[],
  health: string,
): Promise<PythonServer> {
  const programs = await ensurePythonTools('test-tools', openLog('test-tools'));
  const port = await freePort();
  const child = spawn(join(programs, program), [...args(port)], { stdio: 'ignore' });
  let running = true;
  const ended = new Promise<void>((done) => child.once('close', () => done())).finally(() => {
    running = false;
  });
  const close = async (): Promise<void> => {
    child.kill();
    // Some of them wait for the connections that a client keeps alive.
    const patience = new AbortController();
    void setTimeout(2_000, undefined, { signal: patience.signal }).then(
      () => child.kill('SIGKILL'),
      () => {},
    );
    await ended;
    patience.abort();
  };
  const endpoint = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 150 && running; attempt += 1) {
    const ready = await fetch(endpoint + health).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { endpoint, close };
    await setTimeout(200);
  }
  await close();
  throw new Error(`${program} did not start`);
}
