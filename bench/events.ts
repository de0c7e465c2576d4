/** What API Gateway hands to the function for a request with a JSON body; the parts that no handler reads are left out. */
export interface GatewayEvent {
  readonly httpMethod: string;
  readonly resource: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly [name: string]: unknown;
}

export function gatewayEvent(path: string, body: object): GatewayEvent {
  return {
    httpMethod: 'POST',
    resource: path,
    path,
    headers: { 'content-type': 'application/json' },
    multiValueHeaders: { 'content-type': ['application/json'] },
    pathParameters: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: '0a1b2c3d', resourcePath: path, identity: { sourceIp: '198.51.100.1' } },
  };
}
