import { defined } from '../../contract/defined';
import { Failure } from '../console/failure';
import type { Steps } from '../console/steps';
import { Emulator, type EmulatorSettings } from '../settings/settings';
import { lockFile, withLock } from '../tools/lock';
import type { LogFile } from '../tools/log-file';
import { shown } from '../tools/paths';
import { ensurePythonTools } from '../tools/python';
import { portTaken, requireAddress } from './address';
import { ensureGate } from './gate';
import { startLocalStack } from './localstack';
import { startMiniStack } from './ministack';
import { probe } from './probe';
import { emulatorFolder, lost, remembered } from './started';
import { stopEmulator } from './stop';

/**
 * Uses the emulator that answers at the endpoint, or starts one there.
 * @param engine - for `DOCKER_HOST` of an emulator that is to run tasks
 * @throws Failure saying what to install, set or stop
 */
export async function ensureEmulator(
  settings: EmulatorSettings,
  steps: Steps,
  log: LogFile,
  engine?: string,
): Promise<void> {
  await withLock(lockFile(`emulator-${settings.port}`), () => ensureAlone(settings, steps, log, engine), {
    waiting: (wait) => steps.run('Wait for another make', wait),
  });
  await ensureGate(settings, steps);
}

async function ensureAlone(settings: EmulatorSettings, steps: Steps, log: LogFile, engine?: string): Promise<void> {
  const { endpoint, given, port, host, kind } = settings;
  const folder = emulatorFolder(port);
  if (!given) await requireAddress(host);
  // GATE=off takes it away again.
  if (settings.gate === undefined && remembered(folder)?.kind === 'gate') await stopEmulator(folder);
  const found = await probe(endpoint);
  if (found.kind === 'emulator') {
    if (!given) refuseLost(folder, settings);
    await steps.run(
      'Use the emulator that runs',
      async () => found,
      ({ product }) => `${product} at ${endpoint}`,
    );
    return;
  }
  if (given) throw new Failure(noEmulatorAt(endpoint, found.kind !== 'nothing'));
  if (found.kind === 'stranger' || found.kind === 'gate') throw new Failure(portTaken(port));

  await stopEmulator(folder);
  await requireAddress(host, port);
  if (kind === Emulator.localstack) {
    await steps.run(
      'Start LocalStack',
      () => startLocalStack(settings, folder, log),
      () => endpoint,
    );
    return;
  }
  const programs = await installMiniStack(steps, log, engine === undefined ? 'ministack' : 'ministack-tasks');
  await steps.run(
    'Start MiniStack',
    () => startMiniStack({ programs, folder, host, port, ...defined({ engine }) }),
    () => endpoint,
  );
}

/** Makes MiniStack's virtual environment. */
export function installMiniStack(
  steps: Steps,
  log: LogFile,
  tools: 'ministack' | 'ministack-tasks' = 'ministack',
): Promise<string> {
  return steps.run('Install the emulator', () => ensurePythonTools(tools, log));
}

function noEmulatorAt(endpoint: string, taken: boolean): string {
  const what = taken ? 'something answers there, but not as an AWS emulator' : 'nothing answers there';
  return `AWS_ENDPOINT_URL is ${endpoint}, and ${what}. Start your emulator, or unset AWS_ENDPOINT_URL, and make starts one.`;
}

/** Refuses an emulator whose files are gone: it answers, but can deploy nothing. */
function refuseLost(folder: string, { endpoint, port }: EmulatorSettings): void {
  const found = lost(folder);
  if (found?.kind !== 'ministack') return;
  throw new Failure(
    `The emulator at ${endpoint} (process ${found.pid}) was started from here, and its files under ${shown(folder)} were removed while it ran, ` +
      'so it cannot go on. What was in it is lost. To start anew:\n\n' +
      `  make down EMULATOR_PORT=${port} && make EMULATOR_PORT=${port}`,
  );
}
