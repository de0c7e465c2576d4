import { corsAnswerHeaders } from '../../../contract/cors';
import { problemKind, problems } from '../../../contract/problems';
import { gatewayProblems } from '../../../lib/gateway-problems';
import { synthesize } from '../synthesis';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const documented = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
];

interface GatewayResponse {
  readonly ResponseType: string;
  readonly StatusCode: string;
  readonly ResponseParameters: Readonly<Record<string, string>>;
  readonly ResponseTemplates: Readonly<Record<string, string>>;
}

function responses(context: Readonly<Record<string, string>> = {}): readonly GatewayResponse[] {
  const found = synthesize(context).template.findResources('AWS::ApiGateway::GatewayResponse');
  return Object.values(found).map(({ Properties }) => Properties);
}

function response(type: string, context: Readonly<Record<string, string>> = {}): GatewayResponse {
  const found = responses(context).find(({ ResponseType }) => ResponseType === type);
  if (found === undefined) throw new Error(`there is no gateway response ${type}`);
  return found;
}

test('every answer that API Gateway makes itself has a form of ours', () => {
  expect(
    responses()
      .map(({ ResponseType }) => ResponseType)
      .sort(),
  ).toEqual(documented);
});

test.each(documented)('%s is a problem document with the status of its code', (type) => {
  const { StatusCode, ResponseParameters, ResponseTemplates } = response(type);
  const body = JSON.parse(ResponseTemplates['application/json'] ?? '');

  expect(problems).toHaveProperty(body.code);
  expect(body).toMatchObject({
    type: `urn:ec2-control:problem:${body.code}`,
    status: Number(StatusCode),
    title: expect.any(String),
    detail: expect.any(String),
    request_id: '$context.requestId',
    retryable: expect.any(Boolean),
  });
  expect(Number(StatusCode)).toBe(problemKind(body.code).status);
  expect(ResponseParameters).toMatchObject({
    'gatewayresponse.header.Content-Type': "'application/problem+json'",
    'gatewayresponse.header.x-request-id': 'context.requestId',
    'gatewayresponse.header.cache-control': "'no-store'",
    'gatewayresponse.header.x-content-type-options': "'nosniff'",
  });
});

test('who calls too often is told when to come back', () => {
  const { StatusCode, ResponseParameters, ResponseTemplates } = response('THROTTLED');

  expect(StatusCode).toBe('429');
  expect(ResponseParameters['gatewayresponse.header.retry-after']).toBe("'1'");
  expect(JSON.parse(ResponseTemplates['application/json'] ?? '')).toMatchObject({ retryable: true, retry_after: 1 });
});

test('who does not sign is told how, with 401 where API Gateway itself would say 403', () => {
  const { StatusCode, ResponseParameters } = response('MISSING_AUTHENTICATION_TOKEN');

  expect(StatusCode).toBe('401');
  expect(ResponseParameters['gatewayresponse.header.www-authenticate']).toBe("'AWS4-HMAC-SHA256'");
});

test('no detail gives VTL or JSON something to trip over', () => {
  // A template is copied but for what begins with "$".
  for (const { detail } of Object.values(gatewayProblems)) expect(detail).not.toMatch(/[$#"\\]/);
});

describe('a browser may read them', () => {
  const origin = 'gatewayresponse.header.access-control-allow-origin';
  const exposed = 'gatewayresponse.header.access-control-expose-headers';

  test.each(documented)('%s, from the one origin, with the headers that the function shows', (type) => {
    const { ResponseParameters } = response(type, { corsOrigins: 'https://a.example' });

    expect(ResponseParameters[origin]).toBe("'https://a.example'");
    expect(ResponseParameters[exposed]).toBe(`'${corsAnswerHeaders}'`);
    expect(ResponseParameters['gatewayresponse.header.vary']).toBe("'origin'");
  });

  test('from each of several origins: the answer names the one that asks', () => {
    const { ResponseParameters } = response('THROTTLED', { corsOrigins: 'https://a.example,https://b.example' });

    expect(ResponseParameters[origin]).toBe('method.request.header.Origin');
    expect(ResponseParameters).not.toHaveProperty('gatewayresponse.header.access-control-allow-credentials');
  });

  test('from nowhere else, where none is named', () => {
    expect(response('THROTTLED').ResponseParameters).not.toHaveProperty(origin);
    expect(response('THROTTLED').ResponseParameters).not.toHaveProperty(exposed);
  });
});
