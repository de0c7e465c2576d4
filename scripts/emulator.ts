import { Failure } from './console/failure';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { ensureEmulator } from './emulator/ensure';
import { loadSettings } from './settings/load';
import { Target } from './settings/settings';
import { openLog } from './tools/log-file';

/** Starts the emulator, if none runs. */
program(async () => {
  const { settings } = loadSettings();
  if (settings.target === Target.aws) throw new Failure('TARGET=aws has no emulator: leave TARGET out.');
  await ensureEmulator(settings.emulator, createSteps(), openLog('emulator'));
});
