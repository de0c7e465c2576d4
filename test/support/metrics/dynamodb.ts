import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in answers to a call: a status and a JSON body, or something that no service does. */
export type DynamoDbAnswer = { readonly status: number; readonly body: object } | 'reset' | 'silence';

/** A stand-in for DynamoDB's HTTP endpoint, that answers what a test tells it to. */
export interface DynamoDbStandIn {
  readonly endpoint: string;
  /** The calls that arrived: the operation and its input. */
  readonly calls: readonly { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }[];
  /** Connections that were opened. */
  readonly connections: number;
  /** Answers, in order; when there are none left: 200 with an empty object. */
  readonly answers: DynamoDbAnswer[];
  close(): Promise<void>;
}

/** Starts a stand-in on a free port of the loopback address. */
export async function startDynamoDb(): Promise<DynamoDbStandIn> {
  const calls: { operation: string; input: Readonly<Record<string, unknown>> }[] = [];
  const answers: DynamoDbAnswer[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    calls.push({ operation: String(request.headers['x-amz-target']).split('.').at(-1) ?? '', input: JSON.parse(text) });
    answer(response, answers.shift() ?? { status: 200, body: {} });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    calls,
    answers,
    get connections() {
      return connections;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, what: DynamoDbAnswer): void {
  if (what === 'silence') return;
  if (what === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(what.status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(what.body));
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
