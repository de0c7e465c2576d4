import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMiniStack } from '../../../scripts/emulator/ministack';
import { probe } from '../../../scripts/emulator/probe';
import { emulatorFolder, emulatorFolders, lost, remembered } from '../../../scripts/emulator/started';
import { isMiniStack, stopEmulator } from '../../../scripts/emulator/stop';
import { freePort } from '../../support/deployment/deployed';
import { type Bench, bench, writeScript } from '../support/programs';

let here: Bench;
let folder: string;
let programs: string;

beforeEach(() => {
  here = bench();
  folder = join(here.folder, 'emulator');
  programs = join(here.folder, 'programs');
});

afterEach(async () => {
  await stopEmulator(folder);
  here.remove();
});

/** Stands in for MiniStack: it answers as STS does, and tells its environment. */
const server = `require('fs').writeFileSync('environment.json', JSON.stringify(process.env));
require('http').createServer((_, answer) => answer.end('<GetCallerIdentityResponse/>')).listen(process.env.GATEWAY_PORT, process.env.BIND_HOST);`;

function fakeMiniStack(): void {
  mkdirSync(programs, { recursive: true });
  const file = join(programs, 'server.js');
  writeFileSync(file, server);
  writeScript(join(programs, 'python'), `exec node "${file}" "$@"`);
}

test('it is started, found again, and stopped with its data', async () => {
  fakeMiniStack();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;

  await startMiniStack({ programs, folder, host: '127.0.0.1', port });

  expect((await probe(endpoint)).kind).toBe('emulator');
  const started = remembered(folder);
  expect(started).toMatchObject({ kind: 'ministack', endpoint });
  expect(await stopEmulator(folder)).toEqual(started);
  expect(started?.kind === 'ministack' && isMiniStack(started.pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test('one whose files were removed while it ran is known by its command line, and stopped', async () => {
  fakeMiniStack();
  const port = await freePort();
  const own = emulatorFolder(port, here.folder);
  await startMiniStack({ programs, folder: own, host: '127.0.0.1', port });
  const started = remembered(own);
  const pid = started?.kind === 'ministack' ? started.pid : undefined;
  expect(lost(own)).toBeUndefined();

  rmSync(own, { recursive: true });

  expect(lost(own)).toEqual({ kind: 'ministack', endpoint: `http://127.0.0.1:${port}`, pid });
  expect(emulatorFolders(here.folder)).toContain(own);
  expect(await stopEmulator(own)).toMatchObject({ pid });
  expect(lost(own)).toBeUndefined();
  expect(pid !== undefined && isMiniStack(pid)).toBe(false);
});

test("functions get neither the Makefile's variables nor the user's AWS settings, and no advice of the SDK in their log", async () => {
  fakeMiniStack();
  const port = await freePort();
  Object.assign(process.env, { EMULATOR_PORT: '1', AWS_PROFILE: 'mine', AWS_SECRET_ACCESS_KEY: 'secret' });
  try {
    await startMiniStack({ programs, folder, host: '127.0.0.1', port });
  } finally {
    for (const name of ['EMULATOR_PORT', 'AWS_PROFILE', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name];
  }

  const got: Record<string, string> = JSON.parse(readFileSync(join(folder, 'environment.json'), 'utf8'));
  expect(
    Object.keys(got)
      .filter((name) => name.startsWith('AWS_'))
      .sort(),
  ).toEqual(['AWS_ENDPOINT_URL', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED']);
  expect(got).not.toHaveProperty('EMULATOR_PORT');
});

test('one that ends at once is told with the end of its log', async () => {
  writeScript(join(programs, 'python'), 'echo "ModuleNotFoundError: no module"; exit 1');

  const started = startMiniStack({ programs, folder, host: '127.0.0.1', port: await freePort() });

  await expect(started).rejects.toMatchObject({
    message: expect.stringMatching(/^MiniStack did not start at http:\/\/127\.0\.0\.1:\d+\.$/),
    output: { tail: expect.stringContaining('ModuleNotFoundError') },
  });
});

test('a note of it that is broken, or names a process of somebody else, stops nothing', async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'started.json'), `{"kind":"ministack","endpoint":"x","pid":${process.pid}}`);

  expect(isMiniStack(process.pid)).toBe(false);
  expect(await stopEmulator(folder)).toBeUndefined();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'started.json'), '{"kind":');
  expect(await stopEmulator(folder)).toBeUndefined();
});
