import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** A copy of the repository as `umask 077` leaves it: nobody but its owner can read a file. */
export interface Checkout {
  readonly folder: string;
  /** For `git` in it. */
  readonly environment: { readonly GIT_DIR: string };
  remove(): void;
}

/** Copies what Git has, or would have, of the repository. Its packages are those of the repository. */
export function tightCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const files = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').filter(Boolean);
  for (const file of files.filter((each) => existsSync(join(root, each)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
    chmodSync(join(folder, file), 0o600);
  }
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    environment: { GIT_DIR: git('rev-parse', '--absolute-git-dir').trim() },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
