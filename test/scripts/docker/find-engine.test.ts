import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngine, usualHosts } from '../../../scripts/docker/find-engine';
import { type ServedEngine, serveEngine } from '../../support/docker/serve';
import { SimulatedEngine } from '../../support/docker/simulated-engine';

let folder: string;
let served: ServedEngine;
let nowhere: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'find-engine-'));
  served = await serveEngine(new SimulatedEngine());
  nowhere = `unix://${join(folder, 'none.sock')}`;
});
afterEach(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

test('the first usual socket that answers is taken', async () => {
  const stale = join(folder, 'stale.sock');
  writeFileSync(stale, '');

  const found = await findEngine({}, undefined, [
    nowhere,
    `unix://${stale}`,
    `unix://${served.socketPath}`,
    'unix:///x',
  ]);

  expect(found).toBe(`unix://${served.socketPath}`);
});

test('DOCKER_HOST is tried alone', async () => {
  expect(await findEngine({}, `unix://${served.socketPath}`, [])).toBe(`unix://${served.socketPath}`);
  await expect(findEngine({}, nowhere, [`unix://${served.socketPath}`])).rejects.toThrow(
    `DOCKER_HOST is ${nowhere}, and no Docker Engine answers there.`,
  );
});

test('without an engine one paragraph says what to do', async () => {
  await expect(findEngine({}, undefined, [nowhere])).rejects.toThrow(
    /no Docker Engine answers here\. Install Docker .* or Podman .* leave out COMPUTE=docker/,
  );
});

test('Docker comes before rootless Docker, and that before Podman', () => {
  expect(usualHosts({ XDG_RUNTIME_DIR: '/run/user/7', HOME: '/home/me' })).toEqual([
    'unix:///var/run/docker.sock',
    'unix:///run/user/7/docker.sock',
    'unix:///home/me/.docker/run/docker.sock',
    'unix:///run/user/7/podman/podman.sock',
    'unix:///run/podman/podman.sock',
  ]);
});
