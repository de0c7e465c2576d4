/**
 * Serves a simulated EC2 until it is interrupted:
 * `npx tsx test/support/ec2/serve.ts [--port 5005] [--pending 500] [--stopping 500] [--shutting-down 500]` (milliseconds).
 */
import { parseArgs } from 'node:util';
import { usualDelays } from './instance';
import { serveSimulatedEc2 } from './server';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      pending: { type: 'string', default: String(usualDelays.pending) },
      stopping: { type: 'string', default: String(usualDelays.stopping) },
      'shutting-down': { type: 'string', default: String(usualDelays.shuttingDown) },
    },
  });
  const served = await serveSimulatedEc2({
    port: Number(values.port),
    delays: {
      pending: Number(values.pending),
      stopping: Number(values.stopping),
      shuttingDown: Number(values['shutting-down']),
    },
  });
  // The one line that a program which starts this one waits for.
  console.log(served.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
}

void main();
