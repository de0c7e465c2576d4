import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../tools/errors';

/** Content hashes of files by path; `null` for a file that is not there. */
export type Fingerprint = Readonly<Record<string, string | null>>;

/** Hashes the content of files, and the list of files below directories: a new file can change what an import means. */
export function fingerprint(files: readonly string[], directories: readonly string[] = []): Fingerprint {
  const listings = directories.map((directory): readonly [string, string] => [
    `${directory}/`,
    hash(listing(directory).join('\n')),
  ]);
  const contents = files.map((file): readonly [string, string | null] => [file, hashOfFile(file)]);
  return Object.fromEntries([...listings, ...contents]);
}

export function sameFingerprint(one: Fingerprint, other: Fingerprint): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** Paths of all files below a directory, sorted; none when there is no directory. */
export function listing(directory: string): readonly string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function hashOfFile(file: string): string | null {
  try {
    return hash(readFileSync(file));
  } catch {
    return null;
  }
}

function hash(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
