import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { ColdSample } from '../cold';
import { peakMemory } from './peak-memory';

/**
 * Runs one cold start: loads a handler, answers one event, reports on file descriptor 3. Arguments: the handler's file,
 * the event as JSON.
 */
async function main(): Promise<void> {
  const [file = '', event = ''] = process.argv.slice(2);
  const parsed: unknown = JSON.parse(event);
  const context = { awsRequestId: '0a1b2c3d', getRemainingTimeInMillis: () => 29_000 };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { handler } = require(file);
  const loaded = performance.now();
  const loadCpu = process.cpuUsage(cpuBefore);
  const answer = await handler(parsed, context);
  const answered = performance.now();
  const cpu = process.cpuUsage(cpuBefore);
  if (answer.statusCode !== 200) throw new Error(`the handler answered ${JSON.stringify(answer)}`);
  const sample: ColdSample = {
    load: loaded - started,
    first: answered - loaded,
    cpu: (cpu.user + cpu.system) / 1000,
    loadCpu: (loadCpu.user + loadCpu.system) / 1000,
    memory: peakMemory(),
  };
  writeSync(3, JSON.stringify(sample));
  process.exit(0);
}

void main();
