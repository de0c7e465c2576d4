import { writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { WarmTask, WarmTimes } from '../warm';

/**
 * Times a warm function and the bare EC2 call behind it, in turn, in one process. Arguments: the function's file, the bare
 * client's file, the tasks as JSON. Reports on file descriptor 3.
 */
async function main(): Promise<void> {
  const [productFile = '', bareFile = '', tasks = ''] = process.argv.slice(2);
  const { handler } = require(productFile);
  const bare = require(bareFile);
  const context = { awsRequestId: '0a1b2c3d', getRemainingTimeInMillis: () => 29_000 };
  const parsed: readonly WarmTask[] = JSON.parse(tasks);
  const times: WarmTimes[] = [];
  for (const { event, call, argument, rounds } of parsed) {
    const product: number[] = [];
    const client: number[] = [];
    // As many rounds again come first and are not counted: V8 must have compiled what is used often.
    for (let round = -rounds; round < rounds; round += 1) {
      const started = performance.now();
      const answer = await handler(event, context);
      const answered = performance.now();
      await bare[call](argument);
      const done = performance.now();
      if (answer.statusCode !== 200) throw new Error(`the function answered ${JSON.stringify(answer)}`);
      if (round < 0) continue;
      product.push(answered - started);
      client.push(done - answered);
    }
    times.push({ product, bare: client });
  }
  writeSync(3, JSON.stringify(times));
  process.exit(0);
}

void main();
