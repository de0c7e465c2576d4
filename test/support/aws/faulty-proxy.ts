import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/** What becomes of a call: nothing is ever answered, it takes so many milliseconds longer, or it ends with HTTP 500. */
export interface ServiceFault {
  readonly kind: 'silent' | 'slow' | 'error';
  /** With `slow`. */
  readonly milliseconds?: number;
  /** The service carries the call out all the same. */
  readonly acts?: boolean;
  /** @default as long as it is not cleared */
  readonly times?: number;
}

/** A service of AWS with a JSON protocol, such as DynamoDB or Step Functions, that can be made to fail. */
export interface FaultyProxy {
  readonly url: string;
  /** The operations that were asked for, oldest first. */
  readonly calls: string[];
  /** @param operation - e.g. `StartExecution`, or `*` for all */
  fail(operation: string, fault: ServiceFault): void;
  clear(): void;
  close(): Promise<void>;
}

/**
 * Stands before the services of an emulator.
 * @param upstream - the emulator's URL
 */
export async function faultyProxy(upstream: string): Promise<FaultyProxy> {
  const calls: string[] = [];
  const faults = new Map<string, { readonly fault: ServiceFault; left: number }>();
  const due = (operation: string): ServiceFault | undefined => {
    const found = [operation, '*'].flatMap((name) => faults.get(name) ?? []).find(({ left }) => left > 0);
    if (found !== undefined) found.left -= 1;
    return found?.fault;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    calls.push(operation);
    const fault = due(operation);
    if (fault?.kind === 'slow') await setTimeout(fault.milliseconds);
    const passes = fault === undefined || fault.kind === 'slow' || fault.acts === true;
    const answer = passes ? await pass(upstream, request, body) : undefined;
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'error' || answer === undefined) {
      response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'InternalServerError', message: 'An error of its own.' }));
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    fail: (operation, fault) => void faults.set(operation, { fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => faults.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Headers that belong to one connection. */
const ofConnection: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
]);

async function pass(upstream: string, { url = '/', headers }: IncomingMessage, body: Buffer) {
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    ofConnection.has(name) || value === undefined ? [] : [[name, String(value)]],
  );
  const answer = await fetch(`${upstream}${url}`, { method: 'POST', headers: kept, body });
  const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
  return { status: answer.status, headers: { 'content-type': type }, body: Buffer.from(await answer.arrayBuffer()) };
}
