import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { api } from './api';
import { RunningClock } from './clock';
import { control } from './control';
import { Ec2Fault } from './fault';
import { ForeignAnswer, NetworkFault } from './fault-script';
import { QueryNode } from './query';
import { requests } from './requests';
import { Simulation } from './simulation';
import type { SimulationOptions } from './simulation-options';
import { answerXml, errorXml } from './xml';

export interface ServedEc2Options extends SimulationOptions<RunningClock> {
  /** @default - a free one */
  readonly port?: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
}

export interface ServedEc2 {
  /** For `AWS_ENDPOINT_URL_EC2`. */
  readonly url: string;
  readonly simulation: Simulation;
  readonly clock: RunningClock;
  close(): Promise<void>;
}

/** Serves a simulated EC2 over HTTP: EC2's Query protocol on every path, and `/_control` for tests in other processes. */
export async function serveSimulatedEc2(options: ServedEc2Options = {}): Promise<ServedEc2> {
  const { port = 0, host = '127.0.0.1', clock = new RunningClock() } = options;
  const simulation = new Simulation({ ...options, clock });
  const server = createServer((request, response) => {
    void handle(simulation, clock, request, response).catch((error) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actual}`,
    simulation,
    clock,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  simulation: Simulation,
  clock: RunningClock,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  if (request.url?.startsWith('/_control')) {
    const { status, answer } = control(simulation, clock, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    return;
  }
  const requestId = randomUUID();
  const respond = (status: number, xml: string) =>
    response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8' }).end(xml);
  try {
    const latency = simulation.latencyOf(QueryNode.parse(body).text('Action') ?? '', body);
    if (latency > 0) await wait(latency);
    const { operation, answer } = ask(simulation, request.headers.authorization, body);
    respond(200, answerXml(operation, answer, requestId));
  } catch (error) {
    if (error instanceof Ec2Fault) respond(error.status, errorXml(error.code, error.message, requestId));
    else if (error instanceof ForeignAnswer)
      response.writeHead(error.status, { 'content-type': 'text/html' }).end(error.body);
    else if (!(error instanceof NetworkFault)) throw error;
    else if (error.kind === 'reset') request.socket.destroy();
    else if (error.kind === 'trickle') await trickle(response);
    // A call that hangs is never answered; its connection ends with the server.
  }
}

/** Begins an answer and never ends it: a byte now and then keeps every limit for silence from striking. */
async function trickle(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8' });
  while (!response.closed) {
    response.write(' ');
    await wait(50);
  }
}

function ask(simulation: Simulation, authorization: string | undefined, body: string) {
  const query = QueryNode.parse(body);
  const operation = query.text('Action') ?? '';
  if (!isOperation(operation)) {
    throw new Ec2Fault('InvalidAction', `The action ${operation} is not valid for this web service.`);
  }
  return { operation, answer: requests[operation](api(simulation, originOf(authorization)), query) };
}

function isOperation(name: string): name is keyof typeof requests {
  return Object.hasOwn(requests, name);
}

/** Key and region stand in the signature's scope: `Credential=AKIA…/20260115/us-east-1/ec2/aws4_request`. */
function originOf(authorization = '') {
  const [, accessKeyId, region] = /Credential=([^/]+)\/\d+\/([^/]+)\/ec2\//.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined) {
    throw new Ec2Fault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  return { accessKeyId, region };
}
