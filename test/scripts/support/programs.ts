import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A folder of its own, with programs that stand in for those of the machine. */
export interface Bench {
  readonly folder: string;
  /** Puts a program on the PATH, as a shell script, before all others of this name. */
  program(name: string, script: string): string;
  /** Takes every program off the PATH but Node.js, the shell's own, and those that were put there. */
  onlyThese(): void;
  remove(): void;
}

/** The PATH of this process is the bench's until it is removed. */
export function bench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'scripts test-'));
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  const before = process.env.PATH ?? '';
  process.env.PATH = [programs, before].join(delimiter);
  return {
    folder,
    program: (name, script) => {
      const path = join(programs, name);
      writeScript(path, script);
      return path;
    },
    onlyThese: () => {
      process.env.PATH = programs;
    },
    remove: () => {
      process.env.PATH = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes an executable shell script, and the folders above it. */
export function writeScript(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
