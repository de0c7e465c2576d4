import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile, withLock } from '../../scripts/tools/lock';
import { openLog } from '../../scripts/tools/log-file';
import { root, stateFolder } from '../../scripts/tools/paths';
import { mustRun } from '../../scripts/tools/run';

const source = join(root, 'test/clients');

/**
 * Installs what the tests make clients with, unless it is there: apart from the product's packages, because the generator
 * needs another TypeScript.
 * @returns the folder with `node_modules`
 */
export function ensureClientTools(): Promise<string> {
  const folder = join(stateFolder, 'clients');
  return withLock(lockFile('clients'), async () => {
    const lock = readFileSync(join(source, 'package-lock.json'));
    const wanted = createHash('sha256').update(lock).digest('hex');
    const stamp = join(folder, 'installed');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(source, name), join(folder, name));
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    await mustRun(
      { command: 'npm', args, cwd: folder },
      openLog('clients'),
      'The client generators could not be installed.',
    );
    writeFileSync(stamp, wanted);
    return folder;
  });
}
