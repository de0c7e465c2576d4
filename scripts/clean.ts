import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './console/program';
import { createSteps } from './console/steps';
import { emulatorFolders } from './emulator/started';
import { stopEmulator } from './emulator/stop';
import { root } from './tools/paths';

/** What the programs make; the npm packages stay, since this program runs on them. */
const made = ['.local', 'dist', 'cdk.out', 'coverage'];

/** Stops the emulators that were started from here, and removes what the programs have made. */
program(async () => {
  await createSteps().run('Remove what was made', async () => {
    for (const folder of emulatorFolders()) await stopEmulator(folder);
    for (const folder of made) rmSync(join(root, folder), { recursive: true, force: true });
  });
});
