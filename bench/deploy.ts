import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { functionPaths } from '../scripts/build/function';
import { workshop } from './workshop';

const run = promisify(execFile);

/** Milliseconds of each step on the way to a deployment. */
export interface DeployTimes {
  readonly build: number;
  /** The same with nothing changed. */
  readonly rebuild: number;
  readonly synth: number;
  /** The second of two syntheses names the function's code the same: nothing would be uploaded again. */
  readonly assetUnchanged: boolean;
}

/** Times the build and `cdk synth`, as `make` and the CDK run them. */
export async function measureDeploy(): Promise<DeployTimes> {
  rmSync(functionPaths.record, { force: true });
  const build = await timed([process.execPath, '--import', 'tsx', 'scripts/build.ts']);
  const rebuild = await timed([process.execPath, '--import', 'tsx', 'scripts/build.ts']);
  const output = join(workshop, 'cdk.out');
  const synthesis = ['node_modules/.bin/cdk', 'synth', '--quiet', '--output', output];
  await timed(synthesis);
  const before = assets(output);
  const synth = await timed(synthesis);
  return { build, rebuild, synth, assetUnchanged: before !== '' && before === assets(output) };
}

async function timed([program = '', ...parameters]: readonly string[]): Promise<number> {
  const started = performance.now();
  await run(program, parameters, { maxBuffer: 16 * 2 ** 20 });
  return performance.now() - started;
}

/** Lists the ids of the files that a deployment would upload. */
function assets(output: string): string {
  const manifest = join(output, 'ec2-control.assets.json');
  if (!existsSync(manifest)) return '';
  const { files }: { files: Readonly<Record<string, unknown>> } = JSON.parse(readFileSync(manifest, 'utf8'));
  return Object.keys(files).sort().join();
}
