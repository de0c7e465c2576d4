import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openLog } from '../../../scripts/tools/log-file';
import { ensurePythonTools } from '../../../scripts/tools/python';
import { freePort } from './deployed';

/** Another EC2 than the emulator's, with pages, filters and protections of its own. */
export interface Moto {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts moto's server on a free port. */
export async function startMoto(): Promise<Moto> {
  const programs = await ensurePythonTools('test-tools', openLog('test-tools'));
  const port = await freePort();
  const child = spawn(join(programs, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const ready = await fetch(`${endpoint}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { endpoint, close };
    await setTimeout(200);
  }
  await close();
  throw new Error('moto did not start');
}
