import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Profile } from '../contract/environment';
import { Problem } from '../lambda/domain/problem';
import { problemAnswer, toResult } from '../lambda/http/response';
import { createRouter } from '../lambda/http/router';
import { matchPath } from './match';
import { targetOf } from './request';
import { rawAnswer } from './response';

/** What Node says of a request that it could not read. */
export interface ReadError extends Error {
  readonly code?: string;
  /** What has arrived. */
  readonly rawPacket?: Buffer;
}

const late = 'ERR_HTTP_REQUEST_TIMEOUT';

/** Checks whether the request has not arrived in time. */
export function isLate({ code }: ReadError): boolean {
  return code === late;
}

/** Called for each request that Node could not read. */
export type OnBroken = (problem: Problem, requestId: string) => void;

/** Milliseconds for a client to see why its connection is closed. */
const farewell = 1_000;

/** Answers what Node cannot read as a request, and closes the connection. */
export function refuseBroken(error: ReadError, socket: Duplex, profile: Profile, onBroken: OnBroken): void {
  // The client has gone, or an answer is on its way: another one in the middle of it would be read as part of it.
  if (!socket.writable || error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    socket.destroy();
    return;
  }
  refuseSocket(socket, problemOf(error, profile), onBroken);
}

/** Answers a problem on a connection that Node reads no more requests from, and closes it. */
export function refuseSocket(socket: Duplex, problem: Problem, onBroken: OnBroken): void {
  const requestId = randomUUID();
  const result = toResult(problemAnswer(problem, requestId), requestId);
  onBroken(problem, requestId);
  socket.once('error', () => {});
  socket.end(rawAnswer(result, STATUS_CODES[result.statusCode] ?? ''));
  setTimeout(() => socket.destroy(), farewell).unref();
}

function problemOf({ code, rawPacket }: ReadError, profile: Profile): Problem {
  switch (code) {
    case late:
      return new Problem(
        'request_timeout',
        'The request did not arrive in time. Send headers and body without a pause.',
      );
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('headers_too_large', 'The line of the request and its headers are larger than 16384 bytes.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Problem('body_too_large', 'The extensions of the chunks of the body are too large.');
    case 'HPE_INVALID_METHOD':
      return unknownMethod(rawPacket?.toString('latin1') ?? '', profile);
    default:
      return unreadable;
  }
}

const unreadable = new Problem('malformed_body', 'What was sent is not a request of HTTP/1.1.');

/** Makes the problem of a method that Node does not know, as the application refuses methods that it does not have. */
function unknownMethod(packet: string, profile: Profile): Problem {
  const [, method, url] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}) (\S+) HTTP\/1\.\d\r?\n/.exec(packet) ?? [];
  return method === undefined || url === undefined ? unreadable : refusalOf(method, url, profile);
}

/** Makes the problem of a method that no path has. */
export function refusalOf(method: string, url: string, profile: Profile): Problem {
  const { path } = targetOf(url);
  try {
    return createRouter({ profile, features: ['schedules'] }).refuse({
      resource: matchPath(path).resource,
      method,
      path,
    });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
