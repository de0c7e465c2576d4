import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundle } from '../../../../scripts/build/bundle';

/** A directory inside the repository, so that what is in it finds `node_modules`. */
export function workshop(): string {
  mkdirSync('.local', { recursive: true });
  return mkdtempSync(join('.local', 'test-build-'));
}

export interface Built extends Bundle {
  /** Where its files are. */
  readonly directory: string;
  remove(): void;
}

/** Builds sources, given by file name, as the function is built; `index.ts` is the entry. */
export async function built(sources: Readonly<Record<string, string>>, budget?: number): Promise<Built> {
  const directory = workshop();
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(directory, name), source);
  const result = await bundle(join(directory, 'index.ts'), budget);
  for (const { name, code } of result.files) writeFileSync(join(directory, name), code);
  return { ...result, directory, remove: () => rmSync(directory, { recursive: true }) };
}
