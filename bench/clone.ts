import { execFileSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a working copy of the repository as it stands, so that what runs there leaves this one alone. Packages are linked,
 * file by file: whatever replaces or removes one in the copy does not touch it here.
 */
export function cloneTo(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 16 * 2 ** 20,
  });
  for (const path of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    copyIfThere(path, join(directory, path));
  }
  linkTree('node_modules', join(directory, 'node_modules'));
}

/** Copies a file, if it exists: Git also lists one that was removed and not committed. */
function copyIfThere(from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}
