import { join, relative, resolve } from 'node:path';

/** The repository. */
export const root = resolve(__dirname, '../..');

/** Everything that the programs keep: virtual environments, logs, what they have started and deployed. Git ignores it. */
export const stateFolder = join(root, '.local');

/** Writes a path as the user sees it. */
export function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
