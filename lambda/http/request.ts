import type { APIGatewayProxyEvent } from 'aws-lambda';

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
  readonly body: string | null;
  readonly bodyIsBase64: boolean;
  readonly sourceIp: string;
  /** The IAM principal that API Gateway has verified, where the method asks for SigV4. */
  readonly principalArn?: string;
}

/** Reads API Gateway's proxy event (REST API, payload format 1.0). */
export function fromEvent(event: APIGatewayProxyEvent): ApiRequest {
  const { requestContext } = event;
  const principalArn = requestContext.identity?.userArn;
  return {
    requestId: requestContext.requestId,
    method: event.httpMethod.toUpperCase(),
    resource: event.resource,
    path: event.path,
    pathVariables: pathVariables(event),
    query: queryOf(event),
    headers: headersOf(event),
    body: event.body,
    bodyIsBase64: event.isBase64Encoded,
    sourceIp: requestContext.identity?.sourceIp ?? '',
    ...(principalArn ? { principalArn } : {}),
  };
}

function pathVariables({ pathParameters }: APIGatewayProxyEvent): ReadonlyMap<string, string> {
  return new Map(Object.entries(pathParameters ?? {}).map(([name, value]) => [name, decoded(value ?? '')]));
}

/** API Gateway and its emulators differ in whether they decode path variables; no value of ours holds a percent sign. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The multi-value map is read first: of `?a=1&a=2` the other one holds only one value, and emulators differ in which. */
function queryOf(event: APIGatewayProxyEvent): ReadonlyMap<string, readonly string[]> {
  const many = event.multiValueQueryStringParameters;
  if (many) return new Map(Object.entries(many).map(([name, values]) => [name, values ?? []]));
  const single = Object.entries(event.queryStringParameters ?? {});
  return new Map(single.map(([name, value]) => [name, [value ?? '']]));
}

/**
 * Of a header that is sent twice API Gateway's single map has the last value, and what stands before it may have looked at
 * the first: two different keys must be no key, not one of them.
 */
function headersOf(event: APIGatewayProxyEvent): ReadonlyMap<string, string> {
  const single = Object.entries(event.headers ?? {}).map(([name, value]) => [name, [value ?? '']] as const);
  const many = Object.entries(event.multiValueHeaders ?? {}).map(([name, values]) => [name, values ?? []] as const);
  const values = new Map<string, Set<string>>();
  for (const [name, sent] of [...many, ...single]) {
    const known = values.get(name.toLowerCase()) ?? new Set();
    values.set(name.toLowerCase(), new Set([...known, ...sent]));
  }
  return new Map([...values].map(([name, sent]) => [name, [...sent].join(', ')]));
}
