import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureEmulator } from '../../../scripts/emulator/ensure';
import { emulatorFolder, mark } from '../../../scripts/emulator/started';
import { type LogFile, openLog } from '../../../scripts/tools/log-file';
import { emulatorSettings } from '../support/emulator-settings';
import { type Bench, bench } from '../support/programs';
import { emulator, type Served, serve } from '../support/server';
import { quietSteps } from '../support/steps';

let here: Bench;
let log: LogFile;
let server: Served;

beforeEach(async () => {
  here = bench();
  log = openLog('emulator', join(here.folder, 'logs'));
  server = await serve(emulator('/_ministack/health'));
});

afterEach(async () => {
  await server.close();
  here.remove();
});

test('an emulator that answers is used as it is', async () => {
  const { steps, done } = quietSteps();

  await ensureEmulator(emulatorSettings(server.port), steps, log);

  expect(done).toEqual([`Use the emulator that runs: MiniStack at ${server.url}`]);
});

test("the user's own emulator is used, wherever it is", async () => {
  const { steps, done } = quietSteps();

  await ensureEmulator(emulatorSettings(4566, { AWS_ENDPOINT_URL: server.url }), steps, log);

  expect(done).toHaveLength(1);
});

test('a port that another program has taken is named, with the way to see who, and another port', async () => {
  const stranger = await serve((_request, response) => response.end('hello'));
  try {
    const ensured = ensureEmulator(emulatorSettings(stranger.port), quietSteps().steps, log);

    await expect(ensured).rejects.toThrow(
      new RegExp(
        `^Port ${stranger.port} is taken by a program that is no AWS emulator \\("lsof -i :${stranger.port}".*make EMULATOR_PORT=${stranger.port + 1}$`,
      ),
    );
  } finally {
    await stranger.close();
  }
});

test.each([
  ['nothing answers there', async (at: Served) => at.close()],
  ['something answers there, but not as an AWS emulator', async () => undefined],
])("of the user's own emulator it says when %s, and starts none", async (words, change) => {
  const stranger = await serve((_request, response) => response.end('hello'));
  try {
    await change(stranger);

    const ensured = ensureEmulator(emulatorSettings(4566, { AWS_ENDPOINT_URL: stranger.url }), quietSteps().steps, log);

    await expect(ensured).rejects.toThrow(
      `AWS_ENDPOINT_URL is ${stranger.url}, and ${words}. Start your emulator, or unset AWS_ENDPOINT_URL, and make starts one.`,
    );
  } finally {
    await stranger.close();
  }
});

test('an emulator that has lost its files is not used: its process is named, and the way to start anew', async () => {
  const folder = emulatorFolder(server.port);
  const words = [...mark(folder), '-m', 'ministack'];
  const process = spawn('sh', ['-c', 'read line', 'sh', ...words], { stdio: ['pipe', 'ignore', 'ignore'] });
  try {
    await once(process, 'spawn');

    const ensured = ensureEmulator(emulatorSettings(server.port), quietSteps().steps, log);

    await expect(ensured).rejects.toThrow(
      new RegExp(
        `^The emulator at ${server.url} \\(process ${process.pid}\\) .*make down EMULATOR_PORT=${server.port} && make EMULATOR_PORT=${server.port}$`,
        's',
      ),
    );
  } finally {
    process.kill();
  }
});

test('an address that is no own one is not told as a taken port', async () => {
  const ensured = ensureEmulator(emulatorSettings(4566, { EMULATOR_HOST: '192.0.2.1' }), quietSteps().steps, log);

  await expect(ensured).rejects.toThrow('no address of this machine');
});
