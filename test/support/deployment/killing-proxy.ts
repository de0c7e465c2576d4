import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { emulatorFolder } from '../../../scripts/emulator/started';
import { runningProcesses } from '../../../scripts/tools/processes';

/** A proxy before the emulator that kills the function when it has asked for something. */
export interface KillingProxy {
  readonly url: string;
  /** The next call of this target is carried out; then the function is killed, and never gets the answer. */
  killAfter(target: string): void;
  /** Functions that were killed. */
  killed(): number;
  close(): Promise<void>;
}

/** @param emulator - the endpoint of MiniStack */
export async function startKillingProxy(emulator: string): Promise<KillingProxy> {
  let deadly: string | undefined;
  let killed = 0;
  const server = createServer((request, response) => {
    void forward(emulator, request).then(({ status, type, body }) => {
      if (deadly !== undefined && request.headers['x-amz-target'] === deadly) {
        deadly = undefined;
        killed += killWorkers(emulator);
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    killAfter: (target) => {
      deadly = target;
    },
    killed: () => killed,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function forward(emulator: string, request: IncomingMessage) {
  const names = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'];
  const headers = names.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const answer = await fetch(emulator + (request.url ?? '/'), {
    method: 'POST',
    headers: Object.fromEntries(headers),
    body: await buffer(request),
  });
  const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
  return { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
}

/** Kills every process of the emulator in which a function runs, at once, as AWS may at any time. */
function killWorkers(emulator: string): number {
  const folder = `${emulatorFolder(Number(new URL(emulator).port))}/`;
  const workers = runningProcesses().filter(
    ({ command }) => command.includes(folder) && command.includes('_worker.js'),
  );
  for (const { pid } of workers) process.kill(pid, 'SIGKILL');
  return workers.length;
}
