import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { matchPath } from './match';

/** What API Gateway would send to the function for an HTTP request (REST API, payload format 1.0). */
export function eventOf(message: IncomingMessage, body: Buffer): APIGatewayProxyEvent {
  const [path = '/', search = ''] = (message.url ?? '/').split(/\?(.*)/s);
  const { resource, pathParameters } = matchPath(path);
  const headers = headersOf(message);
  const query = queryOf(search);
  return {
    resource,
    path,
    httpMethod: message.method ?? 'GET',
    headers: lastOf(headers),
    multiValueHeaders: headers,
    pathParameters: Object.keys(pathParameters).length === 0 ? null : { ...pathParameters },
    queryStringParameters: Object.keys(query).length === 0 ? null : lastOf(query),
    multiValueQueryStringParameters: Object.keys(query).length === 0 ? null : query,
    stageVariables: null,
    body: body.length === 0 ? null : body.toString(),
    isBase64Encoded: false,
    requestContext: {
      requestId: randomUUID(),
      identity: { sourceIp: message.socket.remoteAddress ?? '' },
    } as APIGatewayProxyEvent['requestContext'],
  };
}

type Many = Record<string, string[]>;

function headersOf({ rawHeaders }: IncomingMessage): Many {
  const headers: Many = Object.create(null);
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) add(headers, rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

function queryOf(search: string): Many {
  const query: Many = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) add(query, name, value);
  return query;
}

function add(many: Many, name: string, value: string): void {
  const values = many[name] ?? [];
  many[name] = values;
  values.push(value);
}

function lastOf(many: Many): Record<string, string> {
  return Object.fromEntries(Object.entries(many).map(([name, values]) => [name, values.at(-1) ?? '']));
}
