import { setTimeout as sleep } from 'node:timers/promises';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Deadline, isNear, shortestCall } from '../domain/deadline';
import { type CallOutcome, callOutcome, pauseBefore, wasDropped } from './attempts';
import type { Agents } from './departure';
import { requireEncodable } from './encodable';

/** Milliseconds until an attempt at a call is given up. */
export interface Timeouts {
  /** For the connection to stand. */
  readonly connection: number;
  /** For the answer to begin, and at most between its parts. */
  readonly request: number;
}

/** What a call is made with; goes into the SDK's `send` as it is. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** A call that failed. */
export interface FailedCall {
  readonly error: unknown;
  /** The service may have carried the call out, in one of its attempts. */
  readonly unclear: boolean;
}

export interface CallOptions {
  readonly deadline: Deadline;
  /** When the call is made again. @default where it helps */
  readonly repeat?: Repeat;
  /** Told of each attempt. */
  readonly onAttempt?: () => void;
  /** Makes what is thrown of a call that failed. */
  readonly failure: (failed: FailedCall) => unknown;
}

/**
 * When a call that failed is made again. `unless unclear`: not while it may have been carried out. `after a reset`: only
 * then and only once, which is how a kept-alive connection is found closed after the function was frozen.
 */
export type Repeat = 'where it helps' | 'unless unclear' | 'after a reset';

/** The client of one AWS service, kept between requests. */
export interface KeptClient<Client> {
  /** Makes a call, again where that helps and there is time. Nothing is begun, and nothing lasts, beyond the deadline. */
  call<T>(send: (client: Client, options: SendOptions) => Promise<T>, options: CallOptions): Promise<T>;
}

/** What every client of the SDK has, as far as it is used here. */
interface SdkClient {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: { input: object }) => Promise<unknown>,
      ) => (args: { input: object }) => Promise<unknown>,
      options: { readonly step: 'initialize'; readonly name: string },
    ): void;
  };
}

/** A request handler of the SDK. */
export type RequestHandler = Pick<
  NodeHttpHandler,
  'handle' | 'metadata' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

/**
 * A pool of kept-alive connections, shared by clients: a connection belongs to a host, never to credentials.
 * @param agents - @default - those that the SDK makes
 */
export function pool({ connection, request }: Timeouts, agents: Partial<Agents> = {}): NodeHttpHandler {
  return new NodeHttpHandler({
    ...agents,
    connectionTimeout: connection,
    requestTimeout: request,
    // Without it the handler only warns.
    throwOnRequestTimeout: true,
    socketTimeout: request,
  });
}

/**
 * Keeps a client. It is thrown away when one of its calls failed before it was sent: what such a call leaves behind in
 * the client, half a request for instance, must not reach the next one.
 * @param make - makes a client on a request handler, without attempts of its own
 * @param attemptTime - milliseconds that one attempt at a call may take
 */
export function keepClient<Client extends object>(
  make: (handler: RequestHandler) => Client,
  connections: RequestHandler,
  attemptTime: number,
): KeptClient<Client> {
  const sent = new WeakSet<AbortSignal>();
  const handler = noting(connections, sent);
  let kept: Client | undefined;

  async function attempt<T>(
    send: (client: Client, options: SendOptions) => Promise<T>,
    milliseconds: number,
  ): Promise<Attempt<T>> {
    const client = kept ?? checked(make(handler));
    kept = client;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), milliseconds);
    try {
      return { ok: true, answer: await Promise.race([send(client, { abortSignal: signal }), aborted(signal)]) };
    } catch (error) {
      if (!sent.has(signal) && kept === client) kept = undefined;
      const cutShort = signal.aborted && milliseconds < attemptTime;
      return { ok: false, error: cutShort ? outOfTime() : error, sent: sent.has(signal) };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async call(send, { deadline, repeat = 'where it helps', onAttempt, failure }) {
      let unclear = false;
      let last: unknown = outOfTime();
      for (let attempts = 0; !isNear(deadline); ) {
        onAttempt?.();
        const tried = await attempt(send, Math.min(attemptTime, deadline.remaining()));
        if (tried.ok) return tried.answer;
        attempts += 1;
        last = tried.error;
        const outcome = callOutcome(last, tried.sent);
        unclear ||= outcome === 'unclear';
        const pause = mayRepeat(repeat, last, outcome, attempts) ? pauseBefore(last, attempts) : undefined;
        if (pause === undefined || deadline.remaining() < pause + shortestCall) break;
        await sleep(pause);
      }
      throw failure({ error: last, unclear });
    },
  };
}

function mayRepeat(repeat: Repeat, error: unknown, outcome: CallOutcome, attempts: number): boolean {
  switch (repeat) {
    case 'where it helps':
      return true;
    case 'unless unclear':
      return outcome !== 'unclear';
    case 'after a reset':
      return attempts === 1 && wasDropped(error);
  }
}

type Attempt<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly error: unknown; readonly sent: boolean };

/** Notes of each call, by its signal, that it was handed to a connection. */
function noting(connections: RequestHandler, sent: WeakSet<AbortSignal>): RequestHandler {
  return {
    metadata: connections.metadata,
    destroy: () => connections.destroy(),
    updateHttpClientConfig: (key, value) => connections.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => connections.httpHandlerConfigs(),
    handle(request, options) {
      const signal = options?.abortSignal;
      if (signal instanceof AbortSignal && !signal.aborted) sent.add(signal);
      return connections.handle(request, options);
    },
  };
}

function checked<Client extends object>(client: Client): Client {
  (client as SdkClient).middlewareStack.add(
    (next) => (args) => {
      requireEncodable(args.input);
      return next(args);
    },
    { step: 'initialize', name: 'requireEncodable' },
  );
  return client;
}

/** Fails when the signal does: a call must end then, whatever its connection still does. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(timeIsUp()), { once: true });
  });
}

/** What a call ends with that its deadline kept from being made, or cut short. */
function outOfTime(): Error {
  return Object.assign(timeIsUp(), { outOfTime: true });
}

function timeIsUp(): Error {
  return Object.assign(new Error('There was no time left for the call.'), { name: 'TimeoutError', $metadata: {} });
}
