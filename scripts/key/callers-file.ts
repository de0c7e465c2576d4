import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type CallerEntry, readCallers } from '../../contract/callers';

/**
 * Changes the callers file as a whole or not at all. What is written has been checked; a file that does not exist yet has no
 * callers.
 * @throws Error when the file, or what would become of it, is not a list of callers, and what `change` throws
 */
export function changeCallers(
  path: string,
  change: (entries: readonly CallerEntry[]) => readonly CallerEntry[],
): readonly CallerEntry[] {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  const file = open(draft, path);
  try {
    const before = existsSync(path) ? readCallers(readFileSync(path, 'utf8'), path) : [];
    const text = `${JSON.stringify(change(before), null, 2)}\n`;
    const after = readCallers(text, 'what would be written');
    writeFileSync(file, text);
    fsyncSync(file);
    renameSync(draft, path);
    return after;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Opens the draft, which is the lock, too: of two changes at a time the second would undo the first. */
function open(draft: string, path: string): number {
  try {
    return openSync(draft, 'wx', 0o644);
  } catch {
    throw new Error(
      `${draft} cannot be made: another change of ${path} is under way, or was broken off (then delete it), or the folder cannot be written to`,
    );
  }
}
