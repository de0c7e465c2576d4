import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lets everybody read a folder and what is in it. Lambda runs a function as a user of its own, who must be able to read the files
 * that are deployed; under `umask 077` they would be their maker's alone.
 */
export function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, 0o644);
  }
}
