import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createProxyServer, type ProxyServer } from 'httpxy';
import { forwarded } from './headers';
import { answerProblem, awayText, closedText, tooLargeText } from './problem';
import { letsThrough } from './rules';

/** API Gateway's own limit of a request's body, in bytes. */
const mostBytes = 10 * 2 ** 20;

const limits = {
  // A client that sends too slowly holds nothing of the emulator.
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  insecureHTTPParser: false,
} as const;

/** Milliseconds that an answer may take: a first call waits for the function to start. */
const answerPatience = 120_000;

/**
 * Makes the server that stands before an emulator, and lets nothing through but calls of the APIs that are deployed there.
 * @param target - the emulator's endpoint, which is not reachable from outside
 */
export function gate(target: string): Server {
  // A connection for each request: none is reused that the emulator has just closed, and none can hold two requests.
  const proxy = createProxyServer({ agent: new Agent({ keepAlive: false }) });
  proxy.on('proxyRes', ({ headers }) => {
    // They are about the connection to the emulator.
    for (const name of ['connection', 'keep-alive', 'proxy-connection', 'upgrade']) delete headers[name];
  });
  const server = createServer(limits, (request, response) => {
    pass(proxy, target, request, response).catch(() => answerProblem(response, 'aws_unavailable', awayText(target)));
  });
  // Tunnels lead anywhere.
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n'));
  server.on('dropRequest', (_request, socket) => socket.destroy());
  server.maxConnections = 512;
  return server;
}

async function pass(
  proxy: ProxyServer,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '' } = request;
  if (!letsThrough(method, url)) return answerProblem(response, 'not_exposed', closedText(target));
  const body = await bodyOf(request);
  if (body === undefined) return answerProblem(response, 'body_too_large', tooLargeText(mostBytes));
  request.headers = forwarded(request.headers, new URL(target).host, body.length);
  await proxy.web(request, response, { target, buffer: Readable.from([body]), proxyTimeout: answerPatience });
}

/** The whole body; undefined for one that is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
