import { rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { functionPaths } from '../scripts/build/function';
import { type Command, functionEnvironment, runChild } from './child';
import { gatewayEvent } from './events';
import { python, pythonHandler } from './python';
import { bundleFor, workshop } from './workshop';

/** Something whose cold start is measured. */
export interface Subject {
  readonly name: string;
  /** The command of one fresh process: loads it, answers one request, reports. */
  readonly command: Command;
  readonly environment: NodeJS.ProcessEnv;
  /** Bytes that are read and compiled before the first request; absent where it is not one bundle. */
  readonly bytes?: number;
}

export interface Subjects {
  readonly product: Subject;
  /** The product with a write to DynamoDB for every request. */
  readonly counting: Subject;
  readonly esm: Subject;
  readonly defaults: Subject;
  readonly boto3: Subject;
  /** An experiment that is not shipped. */
  readonly codeCache: Subject;
}

/** Makes what is compared, each to be asked for the status of one instance. The function has been built already. */
export async function makeSubjects(endpoint: string, instanceId: string): Promise<Subjects> {
  const probe = await bundleFor('bench/probes/cold.ts', 'probe-cold');
  const event = JSON.stringify(gatewayEvent('/status', { instance_id: instanceId }));
  const subject = (name: string, file: string, more: NodeJS.ProcessEnv = {}): Subject => ({
    name,
    command: [process.execPath, probe, resolve(file), event],
    environment: functionEnvironment(endpoint, more),
    bytes: statSync(file).size,
  });
  const naive = 'bench/handlers/default-client.ts';
  const [defaults, esm, cacheLoader] = await Promise.all([
    bundleFor(naive, 'default', { minify: true }),
    bundleFor(naive, 'esm', { minify: true, mainFields: ['module', 'main'] }),
    bundleFor('bench/probes/code-cache.ts', 'code-cache', { minify: true }),
  ]);
  const product = join(functionPaths.asset, 'index.js');
  const codeCache = subject('EC2 Control with a V8 code cache', cacheLoader, {
    BENCH_FUNCTION: resolve(product),
    BENCH_CODE_CACHE: join(workshop, 'index.cache'),
  });
  // Its first process writes the cache.
  rmSync(join(workshop, 'index.cache'), { force: true });
  await runChild(codeCache.command, codeCache.environment);
  return {
    product: subject('EC2 Control', product),
    counting: subject('EC2 Control as deployed', product, { REQUEST_METRICS: 'on' }),
    esm: subject('client-ec2, ESM build', esm),
    defaults: subject('client-ec2, default build', defaults),
    boto3: {
      name: 'boto3 handler',
      command: [await python(), 'bench/probes/cold.py', pythonHandler(), event],
      environment: functionEnvironment(endpoint),
    },
    codeCache: { ...codeCache, bytes: statSync(product).size },
  };
}
