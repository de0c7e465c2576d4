import { type Endpoint, endpointsOf, type OpenApi } from '../../../console/logic/openapi';
import { exampleOf, membersOf, typeOf } from '../../../console/logic/reference';
import { createTestApp } from '../../support/app';

let endpoints: readonly Endpoint[];
let app: ReturnType<typeof createTestApp>;
const id = () => app.ec2.add({ state: 'running' });

beforeAll(async () => {
  app = createTestApp();
  const { body } = await app.request({ resource: '/openapi.json' });
  const document: OpenApi = JSON.parse(body);
  endpoints = endpointsOf(document);
});

const find = (key: string): Endpoint => {
  const found = endpoints.find((endpoint) => endpoint.id === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};

test('every route of the API is in the reference', () => {
  expect(endpoints.length).toBeGreaterThan(30);
  expect(endpoints.map((endpoint) => endpoint.id)).toEqual(expect.arrayContaining(['post /start', 'get /me', 'get /']));
});

test('an example that would change something is a dry run', () => {
  const changing = endpoints.filter(({ operation, method }) => {
    const names = [
      ...(operation.parameters ?? []).map(({ name }) => name),
      ...membersOf(operation).map(([name]) => name),
    ];
    return method !== 'GET' && names.includes('dry_run') && !names.includes('action');
  });

  expect(changing.length).toBeGreaterThan(8);
  for (const endpoint of changing) {
    const { query, body } = exampleOf(endpoint, id(), 'us-east-1');
    expect(query + body).toMatch(/dry_run(=|": )true/);
  }
});

test.each(['post /start', 'post /stop/{instance_id}', 'post /ec2'])(
  'the example of %s is one that the API takes',
  async (key) => {
    const endpoint = find(key);
    const instance = id();
    const { body } = exampleOf(endpoint, instance, 'us-east-1');

    const { status } = await app.call({
      resource: endpoint.path,
      method: endpoint.method,
      body: JSON.parse(body),
      ...(endpoint.path.includes('{') ? { pathVariables: { instance_id: instance } } : {}),
    });

    expect(status).toBe(200);
  },
);

test('values are told in few words', () => {
  expect(typeOf({ type: 'integer', minimum: 0, maximum: 25 })).toBe('integer, 0 to 25');
  expect(typeOf({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] })).toBe(
    'string or list of string',
  );
});
