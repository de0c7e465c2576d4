import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Profile } from '../contract/environment';
import { Problem } from '../lambda/domain/problem';
import type { App } from '../lambda/http/app';
import type { ApiRequest } from '../lambda/http/request';
import { corsHeaders, problemAnswer, toResult } from '../lambda/http/response';
import { announcedLength, ClientGone, readBody } from './body';
import { isLate, refusalOf, refuseBroken, refuseSocket } from './broken';
import { clientOf, type Trust } from './client';
import { framingProblem } from './framing';
import type { Limits } from './limits';
import { fromMessage, withBody } from './request';
import { send } from './response';
import { createTurns } from './turns';
import { createWork } from './work';

export interface ServerOptions {
  readonly app: Pick<App, 'handle'>;
  readonly profile: Profile;
  readonly corsOrigins: readonly string[];
  readonly trust: Trust;
  readonly limits: Limits;
  /** Takes a token for a request; false when there is none. */
  readonly takeToken: () => boolean;
  /** Called for each request that is refused before it reaches the application. */
  readonly onRefused: (problem: Problem, request: Pick<ApiRequest, 'requestId'> & Partial<ApiRequest>) => void;
  /** Called for a fault of the server itself. */
  readonly onFault: (error: unknown, request: ApiRequest) => void;
}

/** The application behind plain HTTP. */
export interface ControlServer {
  readonly server: Server;
  /**
   * Takes no new connection, ends waits, and lets running requests end.
   * @returns whether all have ended by themselves
   */
  drain(): Promise<boolean>;
}

/** Milliseconds for requests that have begun to arrive when the server is to end. */
const lastReceiving = 5_000;

/**
 * Makes the server; it does not listen yet.
 * @see docs/decisions/0037
 */
export function createControlServer(options: ServerOptions): ControlServer {
  const { app, profile, corsOrigins, trust, limits, takeToken, onRefused, onFault } = options;
  const work = createWork();
  const turns = createTurns(limits.pipelined);
  let drainedAt: number | undefined;

  const answer = async (head: ApiRequest, message: IncomingMessage, response: ServerResponse, expects: boolean) => {
    const arrived = performance.now();
    const refuse = (problem: Problem, close = !message.complete): Promise<void> => {
      onRefused(problem, head);
      const cors = corsHeaders(head, corsOrigins, []);
      return reply(toResult(problemAnswer(problem, head.requestId), head.requestId, cors), close);
    };
    const reply = (result: ReturnType<typeof toResult>, close: boolean): Promise<void> =>
      send(message, response, result, {
        close: close || drainedAt !== undefined || turns.isClosed(message.socket),
        patience: limits.answerTime,
      });

    const faulty = framingProblem(message);
    if (faulty !== undefined) return refuse(faulty, true);
    // The load balancer's check must not find a busy server dead.
    if (head.resource !== '/health' && !takeToken()) return refuse(tooMany());
    const bodyless = message.method === 'GET' || message.method === 'HEAD';
    if (expects && announcedLength(message) <= limits.body) response.writeContinue();
    const body = bodyless ? Buffer.alloc(0) : await readBody(message, limits.body);
    if (body === undefined) {
      // What is still on its way is read and dropped for a moment: closing at once would take the answer along.
      message.resume();
      setTimeout(() => message.destroy(), lastReceiving).unref();
      return refuse(tooLarge(limits.body));
    }
    const remaining = (): number => {
      const left = arrived + limits.answer - performance.now();
      return drainedAt === undefined ? left : Math.min(left, drainedAt + limits.lastAnswers - performance.now());
    };
    return reply(await app.handle(withBody(head, body), remaining), false);
  };

  const onRequest = (message: IncomingMessage, response: ServerResponse, expects = false): void => {
    const { socket } = message;
    const turn = turns.take(socket);
    if (turn === undefined) {
      socket.destroy();
      return;
    }
    const ended = work.add(message, response);
    const end = (): void => {
      ended();
      turn.end();
    };
    response.once('close', end);
    const head = fromMessage(message, clientOf(message, trust));
    // Without a connection for the answer, as when the one before has closed it, nothing is done.
    const begin = () => {
      if (socket.destroyed || response.socket === null) return end();
      return turns.isClosed(socket) ? void socket.destroy() : answer(head, message, response, expects);
    };
    turn.come.then(begin).catch((error: unknown) => {
      response.destroy();
      if (!(error instanceof ClientGone)) onFault(error, head);
    });
  };

  const onBroken = (problem: Problem, requestId: string): void => onRefused(problem, { requestId });

  const server = createServer({
    // It is refused as everything else is.
    requireHostHeader: false,
    maxHeaderSize: limits.headers,
    headersTimeout: limits.headersTime,
    requestTimeout: limits.requestTime,
    connectionsCheckingInterval: limits.checkInterval,
    keepAliveTimeout: limits.keepAlive,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
  });
  server.maxConnections = limits.connections;
  server
    // The next client finds a place when idle connections take all places.
    .on('drop', () => server.closeIdleConnections())
    .on('request', onRequest)
    .on('checkContinue', (message, response) => onRequest(message, response, true))
    .on('checkExpectation', onRequest)
    .on('connect', ({ url = '' }, socket) => {
      refuseSocket(socket, refusalOf('CONNECT', url, profile), onBroken);
    })
    .on('clientError', (error, socket) => {
      if (!work.isAnswering(socket)) refuseBroken(error, socket, profile, onBroken);
      else if (!isLate(error)) socket.destroy();
      else {
        // The body of a request that waits for its turn is not read: the answer before it comes, and closes the connection.
        turns.close(socket);
        work.drop(socket);
      }
    });

  return {
    server,
    async drain() {
      drainedAt ??= performance.now();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      const inTime = await work.ended(lastReceiving, limits.shutdown);
      server.closeAllConnections();
      await closed;
      return inTime;
    },
  };
}

function tooMany(): Problem {
  return new Problem('too_many_requests', 'The API gets more requests than it is set to take.');
}

function tooLarge(limit: number): Problem {
  return new Problem('body_too_large', `The body is larger than ${limit} bytes.`);
}
