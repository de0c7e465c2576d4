import { program } from './console/program';
import { createSteps } from './console/steps';
import { installMiniStack } from './emulator/ensure';
import { loadSettings } from './settings/load';
import { Emulator, Target } from './settings/settings';
import { openLog } from './tools/log-file';

/** Installs what deploying needs beyond the npm packages, and starts nothing. */
program(async () => {
  const { settings } = loadSettings();
  const { kind, given } = settings.emulator;
  if (settings.target === Target.aws || given || kind !== Emulator.ministack) return;
  await installMiniStack(createSteps(), openLog('install'));
});
