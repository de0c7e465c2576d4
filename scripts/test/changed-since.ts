import { Failure } from '../console/failure';
import { run } from '../tools/run';

/** The branches that a change is compared with, in this order: a clone of a fork may have the second alone. */
const bases = ['main', 'origin/main'] as const;

/**
 * Chooses which tests Jest runs: those that depend on a file that differs from the branch `main`.
 * @param folder - of the git work tree
 * @returns the option of Jest; where there is no such branch, the one for what is not committed
 * @throws Failure outside of git, which Jest asks for the changes
 */
export async function changedSince(folder: string): Promise<string> {
  const git = (...args: readonly string[]) => run({ command: 'git', args, cwd: folder });
  if ((await git('rev-parse', '--is-inside-work-tree')).status !== 0) {
    throw new Failure(
      'This folder is not a git work tree, so nothing says what has changed. "make test ONLY=unit" runs all unit tests.',
    );
  }
  for (const base of bases) {
    if ((await git('rev-parse', '--verify', '--quiet', `${base}^{commit}`)).status === 0)
      return `--changedSince=${base}`;
  }
  return '--onlyChanged';
}
