import type { APIGatewayProxyEvent } from 'aws-lambda';
import { defined } from '../../contract/defined';
import type { ApiRequest } from '../../lambda/http/request';

/** What a test says of a request; the rest is that of an empty one. */
export interface RequestParts {
  readonly method?: string;
  /** The resource that API Gateway matched. */
  readonly resource?: string;
  readonly path?: string;
  readonly pathVariables?: Readonly<Record<string, string>>;
  /** A query string, as in a URL. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or an object to send as JSON. */
  readonly body?: string | object;
  /** The IAM principal that signed it. */
  readonly principalArn?: string;
}

/** A request to start one instance, by its id in the path. */
export function startOf(id: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) {
  const resource = '/start/{instance_id}';
  return { method: 'POST', resource, path: `/start/${id}`, pathVariables: { instance_id: id }, body, headers } as const;
}

/** A request as `http/` sees it. */
export function aRequest(parts: RequestParts = {}): ApiRequest {
  const { method = 'GET', resource = '/list', body } = parts;
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(parts.query ?? '')) {
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return {
    requestId: 'request-1',
    method,
    resource,
    path: parts.path ?? resource,
    pathVariables: new Map(Object.entries(parts.pathVariables ?? {})),
    query,
    headers: new Map(Object.entries(parts.headers ?? {})),
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    bodyIsBase64: false,
    sourceIp: '198.51.100.1',
    ...defined({ principalArn: parts.principalArn }),
  };
}

/** An event as API Gateway sends it to the function. */
export function anEvent(overrides: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  return {
    httpMethod: 'GET',
    resource: '/list',
    path: '/list',
    headers: {},
    multiValueHeaders: {},
    pathParameters: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext: {
      requestId: 'request-1',
      identity: { sourceIp: '198.51.100.1' },
    } as APIGatewayProxyEvent['requestContext'],
    ...overrides,
  };
}
