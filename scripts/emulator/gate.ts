import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Failure } from '../console/failure';
import type { Steps } from '../console/steps';
import { emulatorEndpoint } from '../settings/endpoint';
import type { EmulatorSettings } from '../settings/settings';
import { lockFile, withLock } from '../tools/lock';
import { tailOf } from '../tools/log-file';
import { root } from '../tools/paths';
import { portTaken, requireAddress } from './address';
import { probe } from './probe';
import { emulatorFolder, gateProgram, remember, remembered } from './started';
import { stopEmulator } from './stop';

const patienceMs = 20_000;

/**
 * Sees that the gate stands before the emulator, where the settings want one, and that none does where they do not.
 * @throws Failure when something else has its port
 */
export async function ensureGate(settings: EmulatorSettings, steps: Steps): Promise<void> {
  const { gate } = settings;
  if (gate === undefined) return;
  await withLock(lockFile(`emulator-${gate.port}`), async () => {
    const folder = emulatorFolder(gate.port);
    const started = remembered(folder);
    const found = await probe(gate.endpoint);
    const version = `${gateVersion()} ${gate.region}`;
    if (found.kind === 'gate' && started?.kind === 'gate' && started.target === settings.endpoint) {
      if (started.version === version) return;
    }
    if (found.kind === 'emulator') throw new Failure(emulatorAtGate(gate.port, started !== undefined));
    await stopEmulator(folder);
    if (found.kind === 'stranger') throw new Failure(portTaken(gate.port));
    await requireAddress(gate.host, gate.port);
    await steps.run(
      'Start the gate before the emulator',
      () => startGate(folder, settings, version),
      () => `${gate.endpoint}, for the API alone`,
    );
  });
}

async function startGate(folder: string, { gate, endpoint: target }: EmulatorSettings, version: string): Promise<void> {
  if (gate === undefined) return;
  const { host, port, endpoint, region } = gate;
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'gate.log');
  const output = openSync(log, 'w');
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const args = ['--import', tsx, gateProgram, host, String(port), target, region, folder];
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    env: { PATH, HOME },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Failure('The gate could not be started.');
  remember(folder, { kind: 'gate', endpoint: emulatorEndpoint(host, port), pid, target, version });
  child.unref();
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && child.exitCode === null; ) {
    if ((await probe(endpoint)).kind === 'gate') return;
    await setTimeout(100);
  }
  throw new Failure(`The gate did not start at ${endpoint}.`, { output: tailOf(log) });
}

/** Tells a gate of other rules from this one: it has no state that a new start would lose. */
function gateVersion(): string {
  const folder = join(root, 'scripts/gate');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function emulatorAtGate(port: number, own: boolean): string {
  const how = own
    ? `It was started by make with GATE=off. To stop it, delete what is in it, and start again behind the gate:\n\n  make down EMULATOR_PORT=${port}`
    : `Stop it, or let the gate listen on another port in front of your emulator:\n\n  make AWS_ENDPOINT_URL=http://127.0.0.1:${port} EMULATOR_PORT=${port + 2}`;
  return (
    `An emulator answers at port ${port} itself, where the gate for calls of the API must listen. ${how}\n\n` +
    'GATE=off deploys without a gate: a public port then exposes the whole emulator.'
  );
}
