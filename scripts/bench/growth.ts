import { resolve } from 'node:path';
import { functionPaths } from '../build/function';
import { type Command, functionEnvironment, runChild } from './child';
import type { Ec2Stub } from './ec2-stub';
import { python, pythonHandler } from './python';
import { bundleFor } from './workshop';

export interface GrowthTask {
  /** Read the list of all instances, or stop so many instances. */
  readonly kind: 'list' | 'stop';
  readonly size: number;
  /** Rounds that come first and are not counted. */
  readonly warmUp: number;
  readonly rounds: number;
}

export interface GrowthReport {
  /** Of one round, on average. */
  readonly milliseconds: number;
  /** Peak resident memory of the process, MB. */
  readonly memory: number;
}

/** One size, done by the function and by the Python handler. */
export interface GrowthPoint {
  readonly size: number;
  readonly product: GrowthReport & { readonly calls: number };
  readonly boto3: GrowthReport & { readonly calls: number };
}

export interface Growth {
  readonly list: readonly GrowthPoint[];
  readonly stop: readonly GrowthPoint[];
}

/** Instances that are listed at each size, so that every process does the same amount of work. */
const listed = 20_000;
/** Milliseconds that EC2 takes for a call while instances are stopped. */
export const stopDelay = 50;

/** How time, memory and EC2 calls grow with the number of instances; each point is a process of its own. */
export async function measureGrowth(stub: Ec2Stub): Promise<Growth> {
  const probe = await bundleFor('scripts/bench/probes/growth.ts', 'probe-growth');
  const product: Command = [process.execPath, probe, resolve(functionPaths.asset, 'index.js')];
  const boto3: Command = [await python(), 'scripts/bench/probes/growth.py', pythonHandler()];
  const point = async (task: GrowthTask): Promise<GrowthPoint> => ({
    size: task.size,
    product: await run(stub, product, task),
    boto3: await run(stub, boto3, task),
  });
  const list: GrowthPoint[] = [];
  for (const size of [100, 1_000, 10_000]) {
    stub.setFleet(size);
    list.push(await point({ kind: 'list', size, warmUp: Math.max(1, 5_000 / size), rounds: listed / size }));
  }
  const stop: GrowthPoint[] = [];
  stub.setDelay(stopDelay);
  for (const size of [1, 10, 50, 100]) stop.push(await point({ kind: 'stop', size, warmUp: 2, rounds: 5 }));
  stub.setDelay(0);
  return { list, stop };
}

async function run(stub: Ec2Stub, command: Command, task: GrowthTask): Promise<GrowthReport & { calls: number }> {
  const [program, ...parameters] = command;
  stub.takeCalls();
  const report = await runChild<GrowthReport>(
    [program, ...parameters, JSON.stringify(task)],
    functionEnvironment(stub.url),
  );
  return { ...report, calls: stub.takeCalls() / (task.warmUp + task.rounds) };
}
