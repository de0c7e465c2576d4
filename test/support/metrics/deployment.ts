import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { emulatorFolder } from '../../../scripts/emulator/started';
import { stopEmulator } from '../../../scripts/emulator/stop';
import { stateFolder } from '../../../scripts/tools/paths';

const root = resolve(__dirname, '../../..');

/** A stack of its own in an emulator of its own. */
export interface Deployed {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Does what `make` does, on a free port. */
export async function deployAlone(): Promise<Deployed> {
  const port = await freePort();
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|LANG|PIP_\w+|HTTPS?_PROXY|npm_\w+)$/.test(name),
  );
  const child = spawn(join(root, 'node_modules/.bin/tsx'), ['scripts/deploy.ts'], {
    cwd: root,
    env: { ...Object.fromEntries(kept), EMULATOR_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const close = async () => {
    await stopEmulator(emulatorFolder(port));
    rmSync(join(stateFolder, 'deployments', `ec2-control@127.0.0.1-${port}`), { recursive: true, force: true });
  };
  const baseUrl = /^(http\S+)\/start$/m.exec(output)?.[1];
  if (status === 0 && baseUrl !== undefined) return { baseUrl, close };
  await close();
  throw new Error(`the stack was not deployed:\n${output}\n${errors}`);
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
