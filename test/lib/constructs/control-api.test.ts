import { Match, type Template } from 'aws-cdk-lib/assertions';
import { methodsOf, routes } from '../../../contract/routes';
import { synthesize } from '../synthesis';

interface Method {
  /** Such as `GET /status/{id}`. */
  readonly name: string;
  readonly authorization: string;
  readonly integration: unknown;
}

/** The methods of the synthesized API, their paths put together from its resources. */
function methodsIn(template: Template): readonly Method[] {
  const resources = template.findResources('AWS::ApiGateway::Resource');
  const pathOf = (reference: { readonly Ref?: string }): string => {
    const resource = resources[reference.Ref ?? ''];
    return resource === undefined
      ? ''
      : `${pathOf(resource.Properties.ParentId ?? {})}/${resource.Properties.PathPart}`;
  };
  return Object.values(template.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => ({
    name: `${Properties.HttpMethod} ${pathOf(Properties.ResourceId) || '/'}`,
    authorization: Properties.AuthorizationType,
    integration: Properties.Integration,
  }));
}

describe.each([
  ['lab', 1000, 2000],
  ['production', 50, 100],
] as const)('in the profile %s', (profile, rate, burst) => {
  const { template } = synthesize({ profile });
  const names = methodsIn(template).map(({ name }) => name);

  test('every row of the route table has its methods, and nothing else has any but ANY', () => {
    const declared = routes.flatMap((route) =>
      methodsOf(route, profile).map((method) => `${method} ${route.resource}`),
    );

    expect(names.filter((name) => !name.startsWith('ANY ')).sort()).toEqual(declared.sort());
  });

  test('every resource, the root and every other path fall back to the function', () => {
    const resources = Object.keys(template.findResources('AWS::ApiGateway::Resource'));
    const fallbacks = names.filter((name) => name.startsWith('ANY '));

    expect(fallbacks).toHaveLength(resources.length + 1);
    expect(fallbacks).toEqual(
      expect.arrayContaining(['ANY /', 'ANY /{proxy+}', 'ANY /delete', 'ANY /ec2/stop/{region_name}']),
    );
  });

  test('each of them leads to the one function, as it is', () => {
    for (const { integration } of methodsIn(template)) {
      expect(integration).toMatchObject({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' });
    }
    template.resourceCountIs('AWS::Lambda::Function', 1);
  });

  test('one permission is enough for the whole API', () => {
    const permissions = template.findResources('AWS::Lambda::Permission', {
      Properties: { Principal: 'apigateway.amazonaws.com' },
    });

    expect(Object.keys(permissions)).toHaveLength(1);
  });

  test('the API is regional, compresses what is large, and is throttled', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['REGIONAL'] },
      MinimumCompressionSize: 1024,
      BinaryMediaTypes: Match.absent(),
    });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'prod',
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          ThrottlingRateLimit: rate,
          ThrottlingBurstLimit: burst,
          LoggingLevel: 'OFF',
          DataTraceEnabled: false,
        },
      ],
    });
  });
});

test('an unsafe GET is a method in the lab alone', () => {
  const unsafe = ['GET /delete/{target}', 'GET /delete-async/{target}'];
  const namesIn = (profile: string) => methodsIn(synthesize({ profile }).template).map(({ name }) => name);

  expect(namesIn('lab')).toEqual(expect.arrayContaining(unsafe));
  for (const name of unsafe) expect(namesIn('production')).not.toContain(name);
});

test('the throttle is set by the deployer', () => {
  const { template } = synthesize({ throttleRate: '3', throttleBurst: '4' });

  template.hasResourceProperties('AWS::ApiGateway::Stage', {
    MethodSettings: [Match.objectLike({ ThrottlingRateLimit: 3, ThrottlingBurstLimit: 4 })],
  });
});

describe('with auth=iam', () => {
  test('everything is signed but /health and the console, the fall-backs too', () => {
    const methods = methodsIn(synthesize({ auth: 'iam' }).template);

    const open = methods.filter(({ authorization }) => authorization !== 'AWS_IAM').map(({ name }) => name);
    expect(open).toEqual(['GET /health', 'HEAD /health', 'GET /', 'HEAD /']);
    expect(methods.length).toBeGreaterThan(50);
  });

  test('preflight requests, which nobody signs, pass where origins are named', () => {
    const methods = methodsIn(synthesize({ auth: 'iam', corsOrigins: 'https://example.com' }).template);

    const open = methods.filter(({ authorization }) => authorization !== 'AWS_IAM').map(({ name }) => name);
    const fallbacks = methods.filter(({ name }) => name.startsWith('ANY '));
    expect(open.filter((name) => !name.startsWith('OPTIONS '))).toEqual([
      'GET /health',
      'HEAD /health',
      'GET /',
      'HEAD /',
    ]);
    expect(open.filter((name) => name.startsWith('OPTIONS '))).toHaveLength(fallbacks.length);
  });

  test('otherwise the function knows its callers, and API Gateway asks nothing', () => {
    const methods = methodsIn(synthesize({ auth: 'key', corsOrigins: 'https://example.com' }).template);

    expect(new Set(methods.map(({ authorization }) => authorization))).toEqual(new Set(['NONE']));
    expect(methods.filter(({ name }) => name.startsWith('OPTIONS '))).toEqual([]);
  });
});

test("an emulator is told the API's id by tags, each emulator by its own", () => {
  synthesize({ profile: 'lab', apiId: 'boxapi' }).template.hasResourceProperties('AWS::ApiGateway::RestApi', {
    Tags: [
      { Key: '_custom_id_', Value: 'boxapi' },
      { Key: 'ms-custom-id', Value: 'boxapi' },
    ],
  });
});

test('a change of the API is a new deployment of it', () => {
  const deployment = (context: Readonly<Record<string, string>>) =>
    Object.keys(synthesize(context).template.findResources('AWS::ApiGateway::Deployment'));

  expect(deployment({ auth: 'key' })).not.toEqual(deployment({ auth: 'iam' }));
  expect(deployment({ auth: 'key' })).not.toEqual(deployment({ auth: 'key', corsOrigins: 'https://example.com' }));
  expect(deployment({ auth: 'key' })).toEqual(deployment({ auth: 'key', logLevel: 'warn' }));
});
