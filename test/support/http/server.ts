import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { eventOf } from './event';

export interface ServedApi {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The largest body that API Gateway takes. */
const largestBody = 10 * 1024 * 1024;

/**
 * Serves the function over HTTP in this process, as API Gateway does in front of it.
 * @param port - default: a free one
 */
export async function serveApi(
  handle: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>,
  port = 0,
): Promise<ServedApi> {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (message, response) => {
    void answer(handle, message, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handle: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    size += (part as Buffer).length;
    if (size <= largestBody) parts.push(part as Buffer);
  }
  if (size > largestBody) {
    response.writeHead(413).end();
    return;
  }
  const result = await handle(eventOf(message, Buffer.concat(parts)));
  const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  response.writeHead(result.statusCode, Object.fromEntries(headers)).end(result.body);
}
