import SwaggerParser from '@apidevtools/swagger-parser';
import { Auth, Profile } from '../../../contract/environment';
import { openApiDocument } from '../../../contract/openapi';
import { examples } from '../../../contract/openapi/examples';
import { answersOf } from '../../../contract/openapi/responses';
import { Operation } from '../../../contract/operations';
import { parameterEntry, parameterNames } from '../../../contract/parameters';
import { responses } from '../../../contract/responses';
import { methodsOf, routes } from '../../../contract/routes';
import { handlers } from '../../../lambda/http/handlers';

type PathItem = Readonly<Record<string, { readonly operationId: string; readonly responses: object }>>;

const profiles = Object.values(Profile);

const production = { profile: Profile.production, auth: Auth.none, version: '1' } as const;

function pathsOf(profile: Profile): Readonly<Record<string, PathItem>> {
  return openApiDocument({ profile, auth: Auth.none, version: '1' }).paths as Readonly<Record<string, PathItem>>;
}

test.each(profiles)('the document of the %s profile is valid OpenAPI 3.1', async (profile) => {
  for (const auth of Object.values(Auth)) {
    const document = openApiDocument({ profile, auth, version: '1.0.0' });

    // Going through JSON as a client would see it.
    await expect(SwaggerParser.validate(JSON.parse(JSON.stringify(document)))).resolves.toBeDefined();
  }
});

test.each(profiles)('in the %s profile its paths and methods are exactly those of the route table', (profile) => {
  const documented = Object.entries(pathsOf(profile)).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = routes.flatMap((route) => methodsOf(route, profile).map((method) => `${method} ${route.resource}`));

  expect(documented.sort()).toEqual(routed.sort());
});

test('where schedules are off, nothing of the document is about them', () => {
  const { paths, tags, components } = openApiDocument({ ...production, features: [] }) as Record<string, object>;
  const { schemas } = components as { readonly schemas: object };

  expect([...Object.keys(paths ?? {}), ...Object.keys(schemas)].filter((name) => /schedule/i.test(name))).toEqual([]);
  expect(JSON.stringify(tags)).not.toContain('Schedules');
});

test('no schema is left that nothing refers to', () => {
  const document = openApiDocument(production) as { readonly components: { readonly schemas: object } };

  expect(Object.keys(document.components.schemas).sort()).toEqual(
    expect.arrayContaining(Object.keys(responses).sort()),
  );
});

test('operation ids are unique', () => {
  const ids = Object.values(pathsOf(Profile.lab)).flatMap((item) => Object.values(item).map((one) => one.operationId));

  expect(new Set(ids).size).toBe(ids.length);
});

test('no path and method stands in the route table twice', () => {
  const rows = routes.flatMap((route) => methodsOf(route, Profile.lab).map((method) => `${method} ${route.resource}`));

  expect(new Set(rows).size).toBe(rows.length);
});

test('every operation has a handler, and every parameter an operation', () => {
  expect([...Object.keys(handlers), Operation.metrics, Operation.console].sort()).toEqual(
    Object.values(Operation).sort(),
  );
  for (const name of parameterNames) expect(parameterEntry(name).operations.length).toBeGreaterThan(0);
});

describe('what a deployment does not take', () => {
  const options = { auth: Auth.none, version: '1', regions: ['eu-west-1'], instanceTypes: ['t3.micro'] };
  const text = (profile: Profile): string => JSON.stringify(openApiDocument({ ...options, profile }));

  test("is not in its document: a caller's AWS credentials are for the lab", () => {
    expect(text(Profile.lab)).toContain('aws_secret_access_key');
    expect(text(Profile.production)).not.toMatch(/aws_(access_key_id|secret_access_key|session_token)/);
  });

  test('is seen in the values that its parameters have', () => {
    const document = openApiDocument({ ...options, profile: Profile.production });

    expect(document.paths).toMatchObject({
      '/ec2/list/{region_name}': {
        get: {
          parameters: expect.arrayContaining([
            expect.objectContaining({ name: 'region_name', schema: expect.objectContaining({ enum: ['eu-west-1'] }) }),
          ]),
        },
      },
    });
    expect(document.components).toMatchObject({
      schemas: {
        CreateRequest: {
          properties: { instance_type: { enum: ['t3.micro'] }, region: { enum: ['eu-west-1'] } },
          dependentRequired: { username: ['password'], password: ['username'] },
        },
      },
    });
  });

  test('is not told where it is not known', () => {
    expect(JSON.stringify(openApiDocument({ profile: Profile.lab, auth: Auth.none, version: '1' }))).not.toContain(
      'eu-west-1',
    );
  });
});

test.each(Object.entries(examples))(
  'the example of %s is an answer of its schema, and has no other member',
  (name, example) => {
    const schema = responses[name as keyof typeof examples];

    // zod leaves out what the schema does not have.
    expect(schema.parse(example)).toEqual(example);
  },
);

test('every answer but the streams of text has an example', () => {
  const documented = Object.values(Operation).flatMap((operation) => Object.values(answersOf(operation)).flat());

  expect([...new Set(documented)].filter((name) => !(name in examples))).toEqual([]);
});
