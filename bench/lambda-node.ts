import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workshop } from './workshop';

const run = promisify(execFile);

/** A version of Node that AWS Lambda's runtime `nodejs24.x` has, from the npm package `node`. */
const version = '24.21.0';

/** Finds the path of that Node, installed once; undefined where the package has none for this machine. */
export async function lambdaNode(): Promise<string | undefined> {
  const home = join(workshop, `node-${version}`);
  const binary = join(home, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(binary)) {
    mkdirSync(home, { recursive: true });
    await run('npm', [
      'install',
      '--prefix',
      home,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts=false',
      `node@${version}`,
    ]).catch(() => undefined);
  }
  return existsSync(binary) ? binary : undefined;
}
