import type { IncomingMessage } from 'node:http';
import type { ApiRequest } from '../lambda/http/request';
import type { Client } from './client';
import { matchPath } from './match';

/** Makes the application's request of one of `node:http`, as `fromEvent` does of API Gateway's; without its body yet. */
export function fromMessage(message: IncomingMessage, { requestId, sourceIp }: Client): ApiRequest {
  const { path, search } = targetOf(message.url ?? '/');
  const { resource, pathVariables } = matchPath(path);
  return {
    requestId,
    method: (message.method ?? 'GET').toUpperCase(),
    resource,
    path,
    pathVariables,
    query: queryOf(search),
    headers: headersOf(message),
    body: null,
    bodyIsBase64: true,
    sourceIp,
  };
}

/** Adds the bytes as they are: whether they are UTF-8 is the application's to judge. */
export function withBody(request: ApiRequest, body: Buffer): ApiRequest {
  return body.length === 0 ? request : { ...request, body: body.toString('base64') };
}

/** Splits the target of a request; a proxy may send it with scheme and host. Node reads its bytes as Latin-1, and they are UTF-8. */
export function targetOf(url: string): { readonly path: string; readonly search: string } {
  const local = Buffer.from(url, 'latin1')
    .toString()
    .replace(/^https?:\/\/[^/?]*/i, '');
  const [path = '', search = ''] = local.split(/\?(.*)/s);
  return { path: path === '' ? '/' : path, search };
}

function queryOf(search: string): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(search)) query.set(name, [...(query.get(name) ?? []), value]);
  return query;
}

/**
 * Collects every value of a header that is sent several times, as `ApiRequest` requires: two different keys are no key.
 */
function headersOf({ rawHeaders }: IncomingMessage): ReadonlyMap<string, string> {
  const values = new Map<string, Set<string>>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    values.set(name, (values.get(name) ?? new Set()).add(rawHeaders[at + 1] ?? ''));
  }
  return new Map([...values].map(([name, sent]) => [name, [...sent].join(', ')]));
}
