import { program } from './console/program';
import { createSteps } from './console/steps';
import { emulatorFolders } from './emulator/started';
import { stopEmulator } from './emulator/stop';

/** Stops the emulators that were started from here, and no other. */
program(async () => {
  const steps = createSteps();
  const folders = emulatorFolders();
  if (folders.length === 0) console.log('No emulator was started from here.');
  for (const folder of folders) {
    await steps.run(
      'Stop the emulator',
      () => stopEmulator(folder),
      (was) => was?.endpoint ?? 'it did not run any more',
    );
  }
});
