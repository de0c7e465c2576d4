import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Problem } from '../domain/problem';

/** A request as the rest of `http/` sees it; only this file and `response.ts` know API Gateway's shapes. */
export interface ApiRequest {
  readonly requestId: string;
  /** As sent, upper case. */
  readonly method: string;
  /** The resource that API Gateway matched, e.g. `/start/{instance_id}`. */
  readonly resource: string;
  readonly path: string;
  readonly pathVariables: ReadonlyMap<string, string>;
  /** Every value of every name, in order. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Names in lower case. A header that was sent twice with different values has them all, with commas between (RFC 9110). */
  readonly headers: ReadonlyMap<string, string>;
  /** The values of each header that was sent twice with different values. */
  readonly repeatedHeaders?: ReadonlyMap<string, readonly string[]>;
  readonly body: string | null;
  readonly bodyIsBase64: boolean;
  /** Why the body cannot be read, where the event itself is to blame. */
  readonly fault?: Problem;
  readonly sourceIp: string;
  /** The IAM principal that API Gateway has verified, where the method asks for SigV4. */
  readonly principalArn?: string;
}

/** The members of an event may be anything, whatever its shape: a principal that may invoke the function can write it by hand. */
type Unknown<T> = { readonly [Name in keyof T]?: unknown };

/** Reads API Gateway's proxy event (REST API, payload format 1.0). */
export function fromEvent(
  event: Unknown<APIGatewayProxyEvent> & Pick<APIGatewayProxyEvent, 'httpMethod' | 'resource' | 'path'>,
): ApiRequest {
  const { requestId, identity } = members(event.requestContext);
  const { sourceIp, userArn } = members(identity);
  const { body } = event;
  const headers = headersOf(event);
  const repeated = [...headers].filter(([, values]) => values.length > 1);
  return {
    requestId: text(requestId),
    method: event.httpMethod.toUpperCase(),
    resource: event.resource,
    path: event.path,
    pathVariables: new Map(entries(event.pathParameters).map(([name, value]) => [name, decoded(text(value))])),
    query: queryOf(event),
    headers: new Map([...headers].map(([name, values]) => [name, values.join(', ')])),
    ...(repeated.length === 0 ? {} : { repeatedHeaders: new Map(repeated) }),
    body: typeof body === 'string' ? body : null,
    ...(typeof body === 'string' || body === null || body === undefined ? {} : { fault: bodyIsNoText(body) }),
    bodyIsBase64: event.isBase64Encoded === true,
    sourceIp: text(sourceIp),
    ...(typeof userArn === 'string' && userArn !== '' ? { principalArn: userArn } : {}),
  };
}

function bodyIsNoText(body: unknown): Problem {
  const kind = Array.isArray(body) ? 'an array' : typeof body === 'object' ? 'an object' : `a ${typeof body}`;
  return new Problem('malformed_body', `The body of the event is ${kind}; API Gateway sends it as text.`);
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(members(value));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

function texts(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map(text) : [];
}

/**
 * Decodes a path variable, which API Gateway and its emulators leave encoded or not; no value of ours holds a percent
 * sign. Bytes that are not UTF-8 become U+FFFD, which no parameter may hold.
 */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value.replace(/(?:%[\dA-Fa-f]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());
  }
}

/**
 * Reads the query, its multi-value map first: of `?a=1&a=2` the other map holds only one value, and emulators differ in
 * which.
 */
function queryOf(event: Unknown<APIGatewayProxyEvent>): ReadonlyMap<string, readonly string[]> {
  const many = event.multiValueQueryStringParameters;
  if (many) return new Map(entries(many).map(([name, values]) => [name, texts(values)]));
  return new Map(entries(event.queryStringParameters).map(([name, value]) => [name, [text(value)]]));
}

/**
 * Reads the headers. Of a header sent twice API Gateway's single map has the last value, and a proxy before it may have
 * checked the first: two different keys must count as no key, not as one of them.
 */
function headersOf(event: Unknown<APIGatewayProxyEvent>): ReadonlyMap<string, readonly string[]> {
  const single = entries(event.headers).map(([name, value]) => [name, [text(value)]] as const);
  const many = entries(event.multiValueHeaders).map(([name, values]) => [name, texts(values)] as const);
  const found = new Map<string, Set<string>>();
  for (const [name, sent] of [...many, ...single]) {
    const known = found.get(name.toLowerCase()) ?? new Set();
    for (const value of sent) known.add(value);
    found.set(name.toLowerCase(), known);
  }
  return new Map([...found].map(([name, values]) => [name, [...values]]));
}
