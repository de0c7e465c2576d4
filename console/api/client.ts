import type { Problem } from './answers';
import { baseOf, pathOf, type QueryValue } from './base';
import { recordAnswer, recordCall } from './calls';
import { connection, connectionLost } from './connection';
import { currentKey, rejectKey } from './key';
import { noteDate } from './skew';

/** A problem that the API answered with. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** No answer, or one that is not this API's: an emulator that is down answers nothing, a proxy before it its own page. */
export class Unreachable extends Error {}

export interface Ask {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: object;
  readonly accept?: string;
  /** The page asks by itself. */
  readonly poll?: boolean;
  /** @default - the key of the session */
  readonly key?: string;
}

/** Milliseconds after which no answer will come: the API's own limit is 29 s. */
const patience = 35_000;

/** The page's base, absolute. */
export const base = new URL(baseOf(location.pathname), location.origin).href;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/**
 * Asks the API and records the call.
 * @throws ProblemError, Unreachable
 */
export async function ask<T>(method: string, path: string, options: Ask = {}): Promise<Answer<T>> {
  const key = options.key ?? currentKey();
  const { status, text } = await send(method, path, { ...options, ...(key === undefined ? {} : { key }) });
  const body = parsed(text);
  if (body === undefined) throw lost();
  if (status >= 400) {
    if (!isProblem(body)) throw lost();
    connection.value = undefined;
    // A key that has been given since is not to blame for the answer to an older one.
    if (status === 401 && options.key === undefined && key === currentKey()) rejectKey();
    throw new ProblemError(body);
  }
  connection.value = undefined;
  return { status, body: body as T };
}

/** Sends a request and gives back whatever was answered, as text. @throws Unreachable */
export async function send(
  method: string,
  path: string,
  { query, body, accept, poll = false, key = currentKey() }: Ask = {},
): Promise<{ readonly status: number; readonly text: string; readonly type: string }> {
  const url = base + pathOf(path.replace(/^\//, ''), query);
  const headers = {
    ...(key === undefined ? {} : { 'x-api-key': key }),
    ...(accept === undefined ? {} : { accept }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const id = recordCall(
    {
      method,
      url,
      key: key !== undefined,
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { body }),
    },
    poll,
  );
  const sent = Date.now();
  try {
    const response = await fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    recordAnswer(id, response.status, text);
    noteDate(response.headers.get('date'), sent);
    return { status: response.status, text, type: response.headers.get('content-type') ?? '' };
  } catch {
    recordAnswer(id, 0, '');
    throw lost();
  }
}

function lost(): Unreachable {
  connectionLost();
  return new Unreachable('The API does not answer.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
