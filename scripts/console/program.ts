import { tell } from './failure';

/** Runs a program of the Makefile: what it throws is told to the user, and makes it exit with 1. */
export function program(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    console.error(`\n${tell(error)}\n`);
    process.exitCode = 1;
  });
}
