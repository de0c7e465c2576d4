import { program } from './console/program';
import { createSteps } from './console/steps';
import { emulatorFolder, emulatorFolders } from './emulator/started';
import { stopEmulator } from './emulator/stop';
import { loadSettings } from './settings/load';

/** Stops the emulators that were started from here, and no other; with `EMULATOR_PORT` only the one on that port. */
program(async () => {
  const { settings, variables } = loadSettings();
  const steps = createSteps();
  const { port: own, gate } = settings.emulator;
  const port = gate?.port ?? own;
  const only = variables.EMULATOR_PORT?.trim() ? [own, port].map((each) => emulatorFolder(each)) : undefined;
  const folders = emulatorFolders().filter((folder) => only === undefined || only.includes(folder));
  if (folders.length === 0)
    console.error(`No emulator ${only === undefined ? '' : `on port ${port} `}was started from here.`);
  for (const folder of folders) {
    await steps.run(
      'Stop the emulator',
      () => stopEmulator(folder),
      (was) => was?.endpoint ?? 'it did not run any more',
    );
  }
});
