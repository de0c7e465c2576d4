import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's command line, of the same version as its engine: another one on the path may lack a part that BuildKit needs. */
export const dockerProgram = existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';

const programs = ['dockerd', 'containerd', 'runc', 'docker', 'unshare', 'nsenter', 'setpriv'];

/**
 * Why no engine can be started here; undefined when one can.
 * @param more - programs that are needed beside the engine's
 */
export function missingForEngine(more: readonly string[] = []): string | undefined {
  if (process.platform !== 'linux') return 'an engine of its own needs Linux';
  if (process.getuid?.() !== 0) return 'an engine of its own needs root';
  const missing = [...programs, ...more].filter((program) => programPath(program) === undefined);
  return missing.length === 0
    ? undefined
    : `there is no ${missing.join(', ')} (Debian has them in docker.io${more.map((program) => ` and ${program}`).join('')})`;
}

/** Where a program is, looked for in the folders of `PATH` and where Debian has what only root runs. */
export function programPath(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

/** @throws Error naming what is missing */
export function requireEngine(): void {
  const missing = missingForEngine();
  if (missing !== undefined) throw new Error(missing);
}

/**
 * Registers tests that need an engine. Where none can be started they are left out, which one line says; in CI that is a
 * failure.
 * @param more - programs that they need beside the engine's
 */
export function describeWithEngine(title: string, tests: () => void, more: readonly string[] = []): void {
  const missing = missingForEngine(more);
  if (missing === undefined) {
    describe(title, tests);
    return;
  }
  test(`${title}: left out, as ${missing}`, () => {
    process.stderr.write(`${title}: left out, as ${missing}\n`);
    expect(process.env.CI).not.toBe('true');
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
