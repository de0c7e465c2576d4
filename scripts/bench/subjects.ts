import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { buildFunction, functionPaths } from '../build/function';
import type { Command } from './child';
import { type GatewayEvent, gatewayEvent } from './events';
import { python } from './python';

/** Something whose cold start is measured. */
export interface Subject {
  readonly name: string;
  /** What a reader should know to repeat it. */
  readonly description: string;
  /** The command that loads it and answers one event; the event is appended. */
  readonly command: Command;
  readonly event: GatewayEvent;
  /** @default - the environment that all have */
  readonly environment?: NodeJS.ProcessEnv;
  /** Bytes that are read and parsed before the first request; absent where it is not one bundle. */
  readonly bytes?: number;
}

/** Where the benchmarks put what they build. */
export const workshop = resolve('.local/bench');

const bundled = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Bundles a program of the benchmarks for plain Node. */
export async function bundleFor(entryPoint: string, name: string, options: BuildOptions = {}): Promise<string> {
  const outfile = join(workshop, `${name}.js`);
  await build({ ...bundled, entryPoints: [entryPoint], outfile, ...options });
  return outfile;
}

/** Builds everything that is compared; `instanceId` is the instance that they are asked about. */
export async function makeSubjects(instanceId: string): Promise<readonly Subject[]> {
  mkdirSync(workshop, { recursive: true });
  const probe = await bundleFor('scripts/bench/probes/cold.ts', 'probe-cold');
  const naive = 'scripts/bench/handlers/default-client.ts';
  const [defaults, esm] = await Promise.all([
    bundleFor(naive, 'default', { minify: true }),
    bundleFor(naive, 'esm', { minify: true, mainFields: ['module', 'main'] }),
  ]);
  await buildFunction();
  const product = join(functionPaths.asset, 'index.js');
  const node = (file: string): Command => [process.execPath, probe, resolve(file)];
  const event = gatewayEvent('/status', { instance_id: instanceId });
  return [
    {
      name: 'EC2 Control',
      description: 'the whole product',
      command: node(product),
      event,
      bytes: statSync(product).size,
    },
    {
      name: 'client-ec2, ESM build',
      description: '`mainFields: module,main`',
      command: node(esm),
      event,
      bytes: statSync(esm).size,
    },
    {
      name: 'client-ec2, default build',
      description: 'what NodejsFunction ships',
      command: node(defaults),
      event,
      bytes: statSync(defaults).size,
    },
    {
      name: 'boto3 handler',
      description: 'the Python predecessor',
      command: [await python(), 'scripts/bench/probes/cold.py', resolve('scripts/bench/handlers/boto3_handler.py')],
      event,
    },
  ];
}

/** Bytes of the whole asset, lazily loaded files included. */
export function assetBytes(): number {
  return readdirSync(functionPaths.asset).reduce(
    (sum, name) => sum + statSync(join(functionPaths.asset, name)).size,
    0,
  );
}
