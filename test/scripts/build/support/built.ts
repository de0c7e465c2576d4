import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundle } from '../../../../scripts/build/bundle';

const prefix = 'test-build-';

/** A directory inside the repository, so that what is in it finds `node_modules`. The caller removes it. */
export function workshop(): string {
  mkdirSync('.local', { recursive: true });
  removeLeftOvers();
  return mkdtempSync(join('.local', prefix));
}

/** Of runs that were killed: those older than any run takes. */
function removeLeftOvers(): void {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync('.local').filter((entry) => entry.startsWith(prefix))) {
    const path = join('.local', name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (changed < hourAgo) rmSync(path, { recursive: true, force: true });
  }
}

export interface Built extends Bundle {
  /** Where its files are. */
  readonly directory: string;
  remove(): void;
}

/**
 * Builds sources, given by file name, as the function is built; `index.ts` is the entry. A build that fails leaves nothing
 * behind.
 */
export async function built(sources: Readonly<Record<string, string>>, budget?: number): Promise<Built> {
  const directory = workshop();
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    for (const [name, source] of Object.entries(sources)) writeFileSync(join(directory, name), source);
    const result = await bundle(join(directory, 'index.ts'), budget);
    for (const { name, code } of result.files) writeFileSync(join(directory, name), code);
    return { ...result, directory, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
