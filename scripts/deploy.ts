import { program } from './console/program';
import { createSteps } from './console/steps';
import { deploy } from './deployment/deploy';
import { authOf } from './deployment/record';
import { showUrls } from './deployment/show';
import { ensureEmulator } from './emulator/ensure';
import { loadSettings } from './settings/load';
import { Target } from './settings/settings';
import { openLog } from './tools/log-file';

/** Brings up the emulator, deploys the stack, and prints its URLs. */
program(async () => {
  const { settings, variables } = loadSettings();
  const steps = createSteps();
  const log = openLog('deploy');
  if (settings.target === Target.local) await ensureEmulator(settings.emulator, steps, log);
  const outputs = await deploy({ settings, variables, steps, log });
  await showUrls({ settings, auth: authOf(settings), variables, outputs, steps, log });
});
