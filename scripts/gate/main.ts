import { DeployedApis } from './deployed';
import { gate } from './server';

/** Runs the gate: `main.ts HOST PORT TARGET REGION FOLDER`, the folder being there to know the process by. */
const [, , host = '127.0.0.1', port = '4566', target = 'http://127.0.0.1:4567', region = 'us-east-1'] = process.argv;
const server = gate(target, new DeployedApis(target, region));
server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(Number(port), host.replace(/^\[|\]$/g, ''));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
