import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { gatewayEvent } from '../events';
import type { GrowthReport, GrowthTask } from '../growth';
import { peakMemory } from './peak-memory';

const context = { awsRequestId: '0a1b2c3d', getRemainingTimeInMillis: () => 29_000 };

/**
 * Runs a task with the function, in a process of its own. Arguments: the function's file, the task as JSON. Reports on
 * file descriptor 3.
 */
async function main(): Promise<void> {
  const [file = '', task = ''] = process.argv.slice(2);
  const { handler } = require(file);
  const { kind, size, warmUp, rounds }: GrowthTask = JSON.parse(task);
  const once = kind === 'list' ? () => listAll(handler) : () => stopAll(handler, size);
  for (let round = 0; round < warmUp; round += 1) await once();
  const started = performance.now();
  for (let round = 0; round < rounds; round += 1) await once();
  const milliseconds = (performance.now() - started) / rounds;
  const report: GrowthReport = { milliseconds, memory: peakMemory() };
  writeSync(3, JSON.stringify(report));
  process.exit(0);
}

type Handler = (event: unknown, context: unknown) => Promise<{ readonly statusCode: number; readonly body: string }>;

/** Reads every page, one after the other, as a client does. */
async function listAll(handler: Handler): Promise<void> {
  let next: string | undefined;
  do {
    const answer = await handler(gatewayEvent('/list', next === undefined ? {} : { next_token: next }), context);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    next = JSON.parse(answer.body).next_token;
  } while (next !== undefined);
}

async function stopAll(handler: Handler, size: number): Promise<void> {
  const ids = Array.from({ length: size }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`);
  const answer = await handler(gatewayEvent('/stop', { instance_id: ids }), context);
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

void main();
