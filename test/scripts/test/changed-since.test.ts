import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedSince } from '../../../scripts/test/changed-since';
import { run } from '../../../scripts/tools/run';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changed-since-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the folder a work tree with one commit on a branch. */
async function commitOn(branch: string): Promise<void> {
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '--quiet', '--initial-branch', branch],
    [...author, 'commit', '--quiet', '--allow-empty', '--message', 'first'],
  ]) {
    expect((await run({ command: 'git', args, cwd: folder })).status).toBe(0);
  }
}

test('a change is compared with the branch main', async () => {
  await commitOn('main');

  expect(await changedSince(folder)).toBe('--changedSince=main');
});

test('a clone with another branch alone compares with main of its origin', async () => {
  await commitOn('topic');
  await run({ command: 'git', args: ['update-ref', 'refs/remotes/origin/main', 'HEAD'], cwd: folder });

  expect(await changedSince(folder)).toBe('--changedSince=origin/main');
});

test('without a branch main, what is not committed counts', async () => {
  await commitOn('trunk');

  expect(await changedSince(folder)).toBe('--onlyChanged');
});

test('a folder without git is a failure that names the command for all tests', async () => {
  await expect(changedSince(folder)).rejects.toThrow('"make test ONLY=unit" runs all unit tests.');
});
