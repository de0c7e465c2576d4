import type { Operation } from '../../../contract/operations';
import type { ParameterName } from '../../../contract/parameters';
import { routes } from '../../../contract/routes';
import { Problem } from '../../../lambda/domain/problem';
import { readBody } from '../../../lambda/http/body';
import { collectParameters } from '../../../lambda/http/collect';
import { readParameters } from '../../../lambda/http/parameters';
import { aRequest, type RequestParts } from '../../support/events';

function read(parts: RequestParts & { readonly resource: string }) {
  const request = aRequest({ method: 'POST', ...parts });
  const route = routes.find(({ resource }) => resource === parts.resource);
  if (route === undefined) throw new Error(`no route ${parts.resource}`);
  return readParameters(collectParameters(request, route, readBody(request)), [route.operation satisfies Operation]);
}

function refusal(parts: RequestParts & { readonly resource: string }): Problem {
  try {
    read(parts);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('the parameters were accepted');
}

const id = 'i-0123456789abcdef0';

describe('a parameter is read from', () => {
  test('the path', () => {
    expect(read({ resource: '/start/{instance_id}', pathVariables: { instance_id: id } })).toEqual({
      instance_id: [id],
    });
  });

  test('the path under the name of an older system', () => {
    const pathVariables = { region_name: 'eu-west-1', InstanceId: id };

    expect(read({ resource: '/ec2/start/{region_name}/{InstanceId}', pathVariables })).toEqual({
      region: 'eu-west-1',
      instance_id: [id],
    });
  });

  test('the query string', () => {
    expect(read({ resource: '/stop', query: `instance_id=${id}&force=true` })).toEqual({
      instance_id: [id],
      force: true,
    });
  });

  test('a JSON body', () => {
    expect(read({ resource: '/stop', body: { instance_id: [id], hibernate: true, dry_run: false } })).toEqual({
      instance_id: [id],
      hibernate: true,
      dry_run: false,
    });
  });

  test('a JSON body that curl calls a form', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(read({ resource: '/stop', headers, body: `{"instance_id":"${id}"}` })).toEqual({ instance_id: [id] });
  });

  test('a form', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(read({ resource: '/start', headers, body: `instance_id=${id}&wait=5` })).toEqual({
      instance_id: [id],
      wait: 5,
    });
  });

  test('a header', () => {
    expect(read({ resource: '/start', headers: { 'idempotency-key': 'k 1' } })).toEqual({ idempotency_key: 'k 1' });
  });
});

test.each(['InstanceId', 'instanceId', 'instance_ids', 'InstanceIds'])('%s is an alias of instance_id', (alias) => {
  expect(read({ resource: '/start', body: { [alias]: id } })).toEqual({ instance_id: [id] });
});

test('a list of ids may be separated by commas', () => {
  expect(read({ resource: '/start', query: 'instance_id=i-01234567, i-89abcdef' })).toEqual({
    instance_id: ['i-01234567', 'i-89abcdef'],
  });
});

test('tags of a query are one selection, and the value may hold an equals sign', () => {
  expect(read({ resource: '/start', query: 'tag=Env=dev&tag=Expr=a=b' })).toEqual({
    tags: { Env: 'dev', Expr: 'a=b' },
  });
});

test('a duration is read as seconds', () => {
  expect(read({ resource: '/start', body: { stop_after: 'PT2H' } })).toEqual({ stop_after: 7200 });
});

describe('the same parameter in two places', () => {
  test('is accepted with the same value, whatever the form', () => {
    const parts = { resource: '/start/{instance_id}', pathVariables: { instance_id: id }, body: { InstanceId: [id] } };

    expect(read(parts)).toEqual({ instance_id: [id] });
  });

  test.each<RequestParts & { readonly resource: string }>([
    { resource: '/start/{instance_id}', pathVariables: { instance_id: id }, body: { instance_id: 'i-01234567' } },
    { resource: '/start', query: 'region=us-east-1', body: { region_name: 'eu-west-1' } },
    { resource: '/start', query: 'region=us-east-1&region=eu-west-1' },
    { resource: '/start', query: 'tag=Env=dev&tag=Env=prod' },
    { resource: '/start', query: 'tag=Env=dev', body: { tags: { Env: 'prod' } } },
    { resource: '/start', headers: { 'idempotency-key': 'a' }, body: { idempotency_key: 'b' } },
  ])('is refused with different values (%#)', (parts) => {
    expect(refusal(parts).code).toBe('conflicting_parameters');
  });
});

describe('an empty selector that was given is refused, never read as all or as the default', () => {
  test.each<RequestParts>([
    { query: 'instance_id=' },
    { query: 'instance_id=,%20,' },
    { query: 'tag=' },
    { body: { instance_id: '' } },
    { body: { instance_id: [] } },
    { body: { instance_id: null } },
    { body: { instance_id: ['', ' '] } },
    { body: { tags: {} } },
    { body: { tags: null } },
  ])('%j', (parts) => {
    expect(refusal({ resource: '/start', ...parts }).code).toBe('empty_selector');
  });
});

const wrong: readonly (readonly [ParameterName, string, unknown])[] = [
  ['instance_id', '/start', 7],
  ['instance_id', '/start', [7]],
  ['instance_id', '/start', { id }],
  ['tags', '/start', 'Env'],
  ['tags', '/start', { Env: 1 }],
  ['tags', '/start', ['Env=dev']],
  ['region', '/start', 'us-east-1.evil.example'],
  ['region', '/start', ['us-east-1']],
  ['wait', '/start', 26],
  ['wait', '/start', -1],
  ['wait', '/start', 1.5],
  ['wait', '/start', 'soon'],
  ['async', '/start', 'yes'],
  ['dry_run', '/start', 1],
  ['stop_after', '/start', '0s'],
  ['stop_after', '/start', '31d'],
  ['stop_after', '/start', 3600],
  ['force', '/stop', null],
  ['idempotency_key', '/start', ''],
  ['idempotency_key', '/start', 'x'.repeat(65)],
  ['idempotency_key', '/start', 'ключ'],
  ['state', '/list', 'sleeping'],
  ['page_size', '/list', 0],
  ['page_size', '/list', 1001],
  ['next_token', '/list', ''],
  ['username', '/create', 'Root'],
  ['username', '/create', 'x'.repeat(33)],
  ['password', '/create', 'short'],
  ['password', '/create', 'x'.repeat(129)],
  ['image_id', '/create', 'ami-1'],
  ['instance_type', '/create', 't2'],
  ['security_group_ids', '/create', 'default'],
];

test.each(wrong)('%s on %s may not be %j', (parameter, resource, value) => {
  const problem = refusal({ resource, body: { [parameter]: value } });

  expect(problem.code).toBe('invalid_parameter');
  expect(problem.extras.errors).toEqual([{ parameter, detail: expect.stringContaining('must be') }]);
});

test('what the path says cannot be unsaid in the body', () => {
  expect(read({ resource: '/create-async' })).toEqual({ async: true });
  expect(read({ resource: '/create-async', body: { async: true } })).toEqual({ async: true });
  expect(refusal({ resource: '/create-async', body: { async: false } })).toMatchObject({
    code: 'conflicting_parameters',
    extras: { errors: [{ parameter: 'async' }] },
  });
});

test('an unknown parameter is refused, naming the nearest known one', () => {
  const problem = refusal({ resource: '/start', body: { instnce_id: id } });

  expect(problem.code).toBe('unknown_parameter');
  expect(problem.detail).toContain('Did you mean instance_id?');
});

test('a parameter of another operation is unknown here', () => {
  expect(refusal({ resource: '/start', body: { force: true } }).code).toBe('unknown_parameter');
});

test('every problem of a request is reported at once, and the first gives the code', () => {
  const problem = refusal({ resource: '/start', query: 'wait=99&bogus=1', body: { async: 'x', instance_id: '' } });

  expect(problem.code).toBe('invalid_parameter');
  expect(problem.extras.errors?.map(({ parameter }) => parameter)).toEqual(['wait', 'bogus', 'async', 'instance_id']);
});

test.each([
  [{ wait: 200 }, 'got 200.'],
  [{ wait: 'soon' }, 'got "soon".'],
  [{ wait: null }, 'got null.'],
  [{ wait: { seconds: 2 } }, 'got an object.'],
])('what was got is told: %j', (body, got) => {
  expect(refusal({ resource: '/start', body }).detail).toContain(got);
});

test('a secret is never shown', () => {
  const problem = refusal({ resource: '/create', body: { username: 'x y', password: 's3cret!' } });

  expect(JSON.stringify(problem.extras.errors)).not.toContain('s3cret!');
});

test('a parameter called __proto__ is one more unknown parameter', () => {
  expect(refusal({ resource: '/start', body: '{"__proto__":{"instance_id":"x"}}' }).code).toBe('unknown_parameter');
});
