import { resolve } from 'node:path';
import { functionPaths } from '../scripts/build/function';
import { type Command, functionEnvironment, runChild } from './child';
import type { Ec2Stub } from './ec2-stub';
import { python, pythonHandler } from './python';
import { median } from './statistics';
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

export interface CountedReport extends GrowthReport {
  /** EC2 calls of one round. */
  readonly calls: number;
}

/** One size, done by the function and by the Python handler. */
export interface GrowthPoint {
  readonly size: number;
  readonly product: CountedReport;
  readonly boto3: CountedReport;
}

export interface Growth {
  readonly list: readonly GrowthPoint[];
  readonly stop: readonly GrowthPoint[];
}

/** Instances that a process lists, whatever the size, so that every process does the same amount of work. */
const listed = 10_000;
/** Processes for each point; all sizes take turns. */
const passes = 3;
/** Milliseconds that EC2 takes for a call while instances are stopped. */
export const stopDelay = 50;

/** Measures how time, memory and EC2 calls grow with the number of instances. */
export async function measureGrowth(stub: Ec2Stub): Promise<Growth> {
  const probe = await bundleFor('bench/probes/growth.ts', 'probe-growth');
  const product: Command = [process.execPath, probe, resolve(functionPaths.asset, 'index.js')];
  const boto3: Command = [await python(), 'bench/probes/growth.py', pythonHandler()];
  const point = async (task: GrowthTask): Promise<GrowthPoint> => {
    if (task.kind === 'list') stub.setFleet(task.size);
    return { size: task.size, product: await run(stub, product, task), boto3: await run(stub, boto3, task) };
  };
  const list = await inTurn(
    [100, 1_000, 10_000].map((size) => ({
      kind: 'list',
      size,
      warmUp: Math.max(1, 3_000 / size),
      rounds: listed / size,
    })),
    point,
  );
  stub.setDelay(stopDelay);
  const stop = await inTurn(
    [1, 10, 50, 100].map((size) => ({ kind: 'stop', size, warmUp: 2, rounds: 3 })),
    point,
  );
  stub.setDelay(0);
  return { list, stop };
}

/** Runs every task in turn, several times; gives medians. */
async function inTurn(
  tasks: readonly GrowthTask[],
  measure: (task: GrowthTask) => Promise<GrowthPoint>,
): Promise<readonly GrowthPoint[]> {
  const measured: GrowthPoint[] = [];
  for (let pass = 0; pass < passes; pass += 1) for (const task of tasks) measured.push(await measure(task));
  return tasks.map(({ size }) => {
    const points = measured.filter((point) => point.size === size);
    return {
      size,
      product: middle(points.map((point) => point.product)),
      boto3: middle(points.map((point) => point.boto3)),
    };
  });
}

function middle(reports: readonly CountedReport[]): CountedReport {
  return {
    milliseconds: median(reports.map(({ milliseconds }) => milliseconds)),
    memory: median(reports.map(({ memory }) => memory)),
    calls: median(reports.map(({ calls }) => calls)),
  };
}

async function run(stub: Ec2Stub, command: Command, task: GrowthTask): Promise<CountedReport> {
  const [program, ...parameters] = command;
  stub.takeCalls();
  const report = await runChild<GrowthReport>(
    [program, ...parameters, JSON.stringify(task)],
    functionEnvironment(stub.url),
  );
  return { ...report, calls: stub.takeCalls() / (task.warmUp + task.rounds) };
}
