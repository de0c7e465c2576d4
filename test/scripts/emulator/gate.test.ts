import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEmulator } from '../../../scripts/emulator/ensure';
import { probe } from '../../../scripts/emulator/probe';
import { emulatorFolder, remembered } from '../../../scripts/emulator/started';
import { stopEmulator } from '../../../scripts/emulator/stop';
import { openLog } from '../../../scripts/tools/log-file';
import { freePort } from '../../support/deployment/deployed';
import { emulatorSettings } from '../support/emulator-settings';
import { type Bench, bench } from '../support/programs';
import { emulator, type Served, serve } from '../support/server';
import { quietSteps } from '../support/steps';

let here: Bench;
let server: Served;
let port: number;

beforeEach(async () => {
  here = bench();
  server = await serve(emulator('/_ministack/health'));
  port = await freePort();
});

afterEach(async () => {
  await stopEmulator(emulatorFolder(port));
  await server.close();
  here.remove();
});

/** What make does before an emulator of the user. @returns the steps that were done */
async function ensure(more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { steps, done } = quietSteps();
  const settings = emulatorSettings(port, { AWS_ENDPOINT_URL: server.url, GATE: 'on', ...more });
  await ensureEmulator(settings, steps, openLog('emulator', join(here.folder, 'logs')));
  return done;
}

const start = (): string => `Start the gate before the emulator: http://127.0.0.1:${port}, for the API alone`;

test('the gate is started once, stands before the emulator, and is stopped like one', async () => {
  const first = await ensure();
  const second = await ensure();

  expect([first.at(-1), second.at(-1)]).toEqual([start(), `Use the emulator that runs: MiniStack at ${server.url}`]);
  expect((await probe(`http://127.0.0.1:${port}`)).kind).toBe('gate');
  expect(await stopEmulator(emulatorFolder(port))).toMatchObject({ kind: 'gate', target: server.url });
  expect((await probe(`http://127.0.0.1:${port}`)).kind).not.toBe('gate');
});

test('before another emulator it is started anew', async () => {
  await ensure();
  const other = await serve(emulator());
  try {
    expect((await ensure({ AWS_ENDPOINT_URL: other.url })).at(-1)).toBe(start());
    expect(remembered(emulatorFolder(port))).toMatchObject({ target: other.url });
  } finally {
    await other.close();
  }
});

test('a port on which an emulator listens itself is not exposed: it is refused, with the ways out', async () => {
  const other = await serve(emulator());
  port = other.port;
  try {
    await expect(ensure()).rejects.toThrow(/An emulator answers at port .* itself[\s\S]*GATE=off/);
  } finally {
    await other.close();
  }
});

test('a gate whose files were removed is found again, and replaced', async () => {
  await ensure();
  rmSync(emulatorFolder(port), { recursive: true });

  expect((await ensure()).at(-1)).toBe(start());
});
