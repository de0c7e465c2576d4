import { resolve } from 'node:path';
import { functionPaths } from '../scripts/build/function';
import { functionEnvironment, runChild } from './child';
import type { Ec2Stub } from './ec2-stub';
import { type GatewayEvent, gatewayEvent } from './events';
import { python, pythonHandler } from './python';
import { median } from './statistics';
import { bundleFor } from './workshop';

/** A request to the function, and the call of the bare client that it comes to. */
export interface WarmTask {
  readonly event: GatewayEvent;
  readonly call: 'status' | 'list';
  readonly argument: unknown;
  readonly rounds: number;
}

/** Milliseconds of each round. */
export interface WarmTimes {
  readonly product: readonly number[];
  readonly bare: readonly number[];
}

/** Medians in milliseconds. */
export interface WarmResult {
  readonly name: string;
  readonly product: number;
  readonly bare: number;
  readonly boto3: number;
}

const listed = 1000;

/** Measures what the warm function adds to the EC2 call that it makes. */
export async function measureWarm(stub: Ec2Stub, instanceId: string): Promise<readonly WarmResult[]> {
  const probe = await bundleFor('bench/probes/warm.ts', 'probe-warm');
  const bare = await bundleFor('bench/handlers/bare-client.ts', 'bare', {
    minify: true,
    mainFields: ['module', 'main'],
  });
  const tasks: readonly WarmTask[] = [
    {
      event: gatewayEvent('/status', { instance_id: instanceId }),
      call: 'status',
      argument: instanceId,
      rounds: 1000,
    },
    { event: gatewayEvent('/list', { page_size: listed }), call: 'list', argument: listed, rounds: 40 },
  ];
  const environment = functionEnvironment(stub.url);
  stub.setFleet(listed);
  const product = resolve(functionPaths.asset, 'index.js');
  const node = [process.execPath, probe, product, resolve(bare), JSON.stringify(tasks)] as const;
  const measured = await runChild<readonly WarmTimes[]>(node, environment);
  const pythonTasks = tasks.map(({ call, argument, rounds }) => ({
    event: gatewayEvent('/ec2', { action: call, ...(call === 'status' ? { instance_id: argument } : {}) }),
    rounds,
  }));
  const py = [await python(), 'bench/probes/warm.py', pythonHandler(), JSON.stringify(pythonTasks)] as const;
  const boto3 = await runChild<readonly (readonly number[])[]>(py, environment);
  const names = ['`/status` of one instance', `\`/list\` of ${listed} instances in one page`];
  return names.map((name, index) => ({
    name,
    product: median(measured[index]?.product ?? []),
    bare: median(measured[index]?.bare ?? []),
    boto3: median(boto3[index] ?? []),
  }));
}
