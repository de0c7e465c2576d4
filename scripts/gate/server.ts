import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createProxyServer, type ProxyServer } from 'httpxy';
import { Bodies, mostBytes } from './body';
import type { DeployedApis } from './deployed';
import { forwarded } from './headers';
import { limits, type Waits } from './limits';
import { answerProblem, awayText, busyText, closedText, tooLargeText } from './problem';
import { calledApi, letsThrough } from './rules';

/** Milliseconds that an answer may take: a first call waits for the function to start. */
const answerPatience = 120_000;

/**
 * Makes the server that stands before an emulator, and lets nothing through but calls of the APIs that are deployed there.
 * @param target - the emulator's endpoint, which is not reachable from outside
 * @param deployed - the APIs there
 * @param waits - other than the usual ones, for tests
 */
export function gate(target: string, deployed: DeployedApis, waits: Waits = limits): Server {
  // A connection for each request: none is reused that the emulator has just closed, and none can hold two requests.
  const proxy = createProxyServer({ agent: new Agent({ keepAlive: false }) });
  proxy.on('proxyRes', ({ headers }) => {
    // They are about the connection to the emulator.
    for (const name of ['connection', 'keep-alive', 'proxy-connection', 'upgrade']) delete headers[name];
  });
  const bodies = new Bodies();
  const server = createServer(waits, (request, response) => {
    pass({ bodies, proxy, target, deployed }, request, response).catch(() =>
      answerProblem(response, 'aws_unavailable', awayText(target)),
    );
  });
  // Tunnels lead anywhere.
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n'));
  server.on('dropRequest', (_request, socket) => socket.destroy());
  server.maxConnections = 512;
  server.timeout = waits.silence;
  return server;
}

interface Passage {
  readonly bodies: Bodies;
  readonly proxy: ProxyServer;
  readonly target: string;
  readonly deployed: DeployedApis;
}

async function pass(
  { bodies, proxy, target, deployed }: Passage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '' } = request;
  const called = calledApi(url);
  if (!letsThrough(method, url) || (called !== undefined && !(await deployed.has(called)))) {
    return answerProblem(response, 'not_exposed', closedText(target));
  }
  const refusal = await bodies.with(request, async (body) => {
    request.headers = forwarded(request.headers, new URL(target).host, body.length);
    await proxy.web(request, response, { target, buffer: Readable.from([body]), proxyTimeout: answerPatience });
    return undefined;
  });
  if (refusal === 'too large') answerProblem(response, 'body_too_large', tooLargeText(mostBytes));
  if (refusal === 'no room') answerProblem(response, 'too_many_requests', busyText);
}
