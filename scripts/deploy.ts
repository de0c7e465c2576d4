import { defined } from '../contract/defined';
import { wrap } from './console/failure';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { lostNote, refuseOpening } from './deployment/changes';
import { deploy } from './deployment/deploy';
import { keyWasDeployed } from './deployment/deployed-callers';
import { authOf, deploymentFolder, readRecord } from './deployment/record';
import { firstServiceNote } from './deployment/service';
import { showUrls } from './deployment/show';
import { requireReachableEngine } from './docker/reachable';
import { ensureEmulator } from './emulator/ensure';
import { taskEngine } from './emulator/task-engine';
import { deployCommand } from './settings/command-line';
import { loadSettings } from './settings/load';
import { Target } from './settings/settings';
import { openLog } from './tools/log-file';

/** Brings up the emulator, deploys the stack, and prints its URLs. */
program(async () => {
  const { settings, variables } = loadSettings();
  const before = readRecord(settings);
  refuseOpening(before, settings, variables);
  const steps = createSteps();
  const log = openLog('deploy');
  if (settings.target === Target.local) {
    const engine = settings.container && (await taskEngine(variables));
    await ensureEmulator(settings.emulator, steps, log, engine);
  } else if (settings.container && before?.service === undefined) {
    console.error(`${wrap(firstServiceNote)}\n`);
  }
  if (settings.docker !== undefined) await requireReachableEngine(settings.emulator.endpoint);
  const { outputs, service } = await deploy({ settings, variables, steps, log });
  const command = deployCommand(variables.MAKEFLAGS);
  await showUrls({
    settings,
    auth: authOf(settings),
    hasKey: keyWasDeployed(deploymentFolder(settings)),
    command,
    variables,
    outputs,
    ...defined({ service }),
    steps,
    log,
  });
  const lost = lostNote(before, settings, variables);
  if (lost !== undefined) console.error(lost);
});
