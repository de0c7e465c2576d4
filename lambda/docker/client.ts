import { request } from 'node:http';
import type { EngineAddress } from '../../contract/docker';
import { type Deadline, isNear, noDeadline } from '../domain/deadline';
import { Problem } from '../domain/problem';
import { silentEngine, unreachableEngine } from './problems';

/** One call of the Docker Engine API. */
export interface EngineCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the root, without a version: the engine then takes the newest one that it has. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** Milliseconds until the call is given up. @default 5 seconds */
  readonly timeout?: number;
  /** It goes on beyond the request that makes it, such as a pull: only its own time-out ends it. */
  readonly lasting?: true;
}

export interface EngineAnswer {
  readonly status: number;
  readonly bytes: Buffer;
}

/** Asks the engine; an answer of any status is an answer. Throws `docker_unreachable` where there is none in time. */
export type Engine = (call: EngineCall) => Promise<EngineAnswer>;

/** A request or step, within which the engine is outgoing. */
export interface EngineScope {
  /** No call lasts beyond it, and none is begun shortly before it. */
  readonly deadline?: Deadline;
  /** Called for each call. */
  readonly onAttempt?: () => void;
}

/** Limits an engine to one request or step. */
export function engineWithin(engine: Engine, { deadline = noDeadline, onAttempt }: EngineScope): Engine {
  return async (call) => {
    if (isNear(deadline)) throw silentEngine('unasked');
    onAttempt?.();
    if (call.lasting) return engine(call);
    const timeout = Math.min(call.timeout ?? usualTimeout, deadline.remaining());
    return engine({ ...call, timeout }).catch((error: unknown) => {
      throw isNear(deadline) && error instanceof Problem ? silentEngine('unanswered') : error;
    });
  };
}

/** Milliseconds. An engine on the same machine answers within some 10. */
const usualTimeout = 5_000;
/** Bytes of an answer: a list of 5,000 containers has some 10 MB. */
const largestAnswer = 64 * 1024 * 1024;

/**
 * Makes a client of the engine at an address. A connection to a local socket costs nothing, so none is kept.
 * @see docs/decisions/0039
 */
export function engineAt(address: EngineAddress): Engine {
  return ({ method, path, query = {}, body, timeout = usualTimeout }) =>
    new Promise((resolve, reject) => {
      const search = new URLSearchParams(query).toString();
      const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const outgoing = request({
        ...address,
        method,
        path: search === '' ? path : `${path}?${search}`,
        headers: {
          host: 'docker',
          ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': sent.length }),
        },
        agent: false,
      });
      const timer = setTimeout(() => outgoing.destroy(silentEngine()), timeout);
      const fail = (error: unknown): void => {
        clearTimeout(timer);
        reject(unreachableEngine(error));
      };
      outgoing.once('error', fail);
      outgoing.once('response', (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > largestAnswer) answer.destroy(new Error('the answer is too large'));
          else chunks.push(chunk);
        });
        answer.once('error', fail);
        answer.once('close', () => {
          clearTimeout(timer);
          if (answer.complete) resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) });
          else reject(unreachableEngine(new Error('the answer broke off')));
        });
      });
      outgoing.end(sent);
    });
}
