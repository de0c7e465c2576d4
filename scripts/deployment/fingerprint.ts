import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../tools/paths';

/** Everything in the repository that a deployment is made of. */
const sources = [
  'bin',
  'lib',
  'contract',
  'lambda',
  'console',
  'scripts/build',
  'scripts/build.ts',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** What the container is made of beside that. */
const ofContainer = ['server', 'container'];

/**
 * Calculates a fingerprint of what is about to be deployed: equal ones mean that deploying again changes nothing.
 * @param context - the CDK context, with the path of the callers file in `callers`; a relative one is below the folder
 */
export function fingerprint(context: Readonly<Record<string, string>>, folder = root): string {
  const hash = createHash('sha256').update(JSON.stringify(context)).update(process.arch);
  for (const file of [
    ...sources,
    ...(context.container === 'on' ? ofContainer : []),
    context.callers ?? 'config/callers.json',
  ].flatMap((path) => filesOf(folder, path))) {
    hash.update(`\0${file}\0`).update(readFileSync(resolve(folder, file)));
  }
  return hash.digest('hex');
}

function filesOf(folder: string, path: string): readonly string[] {
  const whole = resolve(folder, path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  return readdirSync(whole, { withFileTypes: true })
    .flatMap((entry) => filesOf(folder, join(path, entry.name)))
    .sort();
}
