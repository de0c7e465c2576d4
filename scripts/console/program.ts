import { constants } from 'node:os';
import { stopTools } from '../tools/run';
import { tell } from './failure';

/**
 * Runs a program of the Makefile: what it throws is told to the user, and makes it exit with 1. Ctrl-C ends it, with what it has
 * started but the emulator, once that has ended; a second one does not wait. What it leaves undone the next run does.
 */
export function program(main: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const exit = (): never => process.exit(128 + constants.signals[signal]);
      if (ending) exit();
      ending = true;
      process.stderr.write('\n');
      void stopTools().finally(exit);
    });
  }
  // The reader of the output has seen enough: make logs | head
  process.stdout.once('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  // With nothing left to wait for Node.js ends, and with 0, whatever `main` still waits for.
  const unfinished = (): void => {
    console.error('\nThe program ended before its work was done: run it again.\n');
    process.exitCode = 1;
  };
  process.once('beforeExit', unfinished);
  main()
    .catch((error: unknown) => {
      if (ending) return;
      console.error(`\n${tell(error)}\n`);
      process.exitCode = 1;
    })
    .finally(() => process.removeListener('beforeExit', unfinished));
}
