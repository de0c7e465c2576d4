import { gate } from './server';

/** Runs the gate: `main.ts HOST PORT TARGET FOLDER`, the folder being there to know the process by. */
const [, , host = '127.0.0.1', port = '4566', target = 'http://127.0.0.1:4567'] = process.argv;
const server = gate(target);
server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(Number(port), host.replace(/^\[|\]$/g, ''));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
