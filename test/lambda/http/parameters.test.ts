import { isIPv4 } from 'node:net';
import * as fc from 'fast-check';
import type { Operation } from '../../../contract/operations';
import type { ParameterName } from '../../../contract/parameters';
import { type Route, routes } from '../../../contract/routes';
import { Problem } from '../../../lambda/domain/problem';
import { readBody } from '../../../lambda/http/body';
import { collectParameters } from '../../../lambda/http/collect';
import { refuseFor } from '../../../lambda/http/findings';
import { readParameters } from '../../../lambda/http/parameters';
import { fromEvent } from '../../../lambda/http/request';
import { anEvent, aRequest, type RequestParts } from '../../support/events';

function read(parts: RequestParts & { readonly resource: string }) {
  const request = aRequest({ method: 'POST', ...parts });
  const route = routes.find(({ resource }) => resource === parts.resource);
  if (route === undefined) throw new Error(`no route ${parts.resource}`);
  const { parameters, findings } = readParameters(collectParameters(request, route, readBody(request)), [
    route.operation satisfies Operation,
  ]);
  refuseFor(findings);
  return parameters;
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

describe('a list that one place repeats is one list, as generated clients send arrays', () => {
  test.each<readonly [RequestParts & { readonly resource: string }, object]>([
    [{ resource: '/list', query: 'state=running&state=stopped' }, { state: ['running', 'stopped'] }],
    [{ resource: '/list', query: 'state=running,stopped&state=pending' }, { state: ['running', 'stopped', 'pending'] }],
    [
      { resource: '/start', query: 'instance_id=i-01234567&instance_id=i-89abcdef' },
      { instance_id: ['i-01234567', 'i-89abcdef'] },
    ],
    [
      {
        resource: '/start',
        body: 'instance_id=i-01234567&instance_id=i-89abcdef',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      { instance_id: ['i-01234567', 'i-89abcdef'] },
    ],
    [{ resource: '/start', query: 'wait=5&wait=5' }, { wait: 5 }],
    [{ resource: '/list', query: 'tag=Env=dev&tag=Env=dev' }, { tags: { Env: 'dev' } }],
  ])('%j', (parts, expected) => {
    expect(read(parts)).toEqual(expected);
  });

  test('100 ids one by one are not too many parameters', () => {
    const ids = Array.from({ length: 100 }, (_, at) => `i-${String(at).padStart(8, '0')}`);
    const query = ids.map((each) => `instance_id=${each}`).join('&');

    expect(read({ resource: '/stop', query: `${query}&force=true&wait=5` })).toEqual({
      instance_id: ids,
      force: true,
      wait: 5,
    });
  });

  test('and the whole list is checked', () => {
    const tags = Array.from({ length: 51 }, (_, at) => `tag=K${at}=v`).join('&');

    expect(refusal({ resource: '/list', query: 'state=running&state=sleeping' }).code).toBe('invalid_parameter');
    expect(refusal({ resource: '/list', query: tags }).detail).toContain('1 to 50 tags');
    expect(refusal({ resource: '/start', query: 'instance_id=i-01234567&instance_id=' }).code).toBe('empty_selector');
  });
});

describe('the same parameter in two places', () => {
  test.each<RequestParts & { readonly resource: string }>([
    { resource: '/list', query: 'state=running&state=stopped', body: { state: ['stopped', 'running', 'stopped'] } },
    { resource: '/start', query: 'instance_id=i-01234567,i-89abcdef', body: { InstanceId: 'i-89abcdef,i-01234567' } },
    { resource: '/list', query: 'tag=A=1&tag=B=2', body: { tags: { B: '2', A: '1' } } },
  ])('is accepted with the same set in another order or twice (%#)', (parts) => {
    expect(() => read(parts)).not.toThrow();
  });

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
    { resource: '/start', headers: { 'idempotency-key': 'a, b' } },
    { resource: '/list', query: 'state=running', body: { state: ['running', 'stopped'] } },
    { resource: '/list', query: 'tag=A=1', body: { tags: { A: '1', B: '2' } } },
    { resource: '/start', query: 'instance_id=i-01234567&InstanceId=i-89abcdef' },
  ])('is refused with different values (%#)', (parts) => {
    expect(refusal(parts).code).toBe('conflicting_parameters');
  });
});

test('two Idempotency-Key headers with different values are no third key', () => {
  const request = fromEvent(
    anEvent({
      httpMethod: 'POST',
      resource: '/start',
      headers: { 'Idempotency-Key': 'b' },
      multiValueHeaders: { 'Idempotency-Key': ['a', 'b'] },
    }),
  );
  const route = routes.find(({ resource }) => resource === '/start');

  const { findings } = readParameters(collectParameters(request, route as Route, []), ['start']);

  expect(findings).toEqual([
    {
      code: 'conflicting_parameters',
      parameter: 'idempotency_key',
      detail: 'idempotency_key was given more than once, with different values.',
    },
  ]);
});

test.each([
  [
    { resource: '/start', query: 'dry_run=True' },
    'dry_run (query) must be true or false, in lower case; got "True" (the case matters: "true").',
  ],
  [{ resource: '/list', query: 'state=Running' }, '(the case matters: "running")'],
  [{ resource: '/start', body: { stop_after: '2H' } }, '(the case matters: "2h")'],
  [{ resource: '/start', body: { stop_after: 'pt2h' } }, '(the case matters: "PT2H")'],
  [{ resource: '/start', body: { region: 'US-EAST-1' } }, '(the case matters: "us-east-1")'],
])('where only the case is wrong, the answer says so: %j', (parts, detail) => {
  expect(refusal(parts).detail).toContain(detail);
});

test('a tag without a value in a query is told how to write it there, and nothing of JSON', () => {
  expect(refusal({ resource: '/list', query: 'tag=Env' }).detail).toBe(
    'tags (query) must be 1 to 50 tags, each as tag=Key=Value, such as tag=Env=dev; got "Env".',
  );
  expect(refusal({ resource: '/list', body: { tags: 'Env' } }).detail).toContain('a JSON object of strings');
});

test.each<RequestParts & { readonly resource: string }>([
  { resource: '/create', query: 'name=Caf%E9' },
  { resource: '/create', query: `name=${encodeURIComponent('a\ufffdb')}` },
  { resource: '/start', query: 'tag=Env=%ff' },
  { resource: '/start/{instance_id}', pathVariables: { instance_id: 'i-\ud800' } },
  { resource: '/tocos/{user}', method: 'GET', pathVariables: { user: 'Jos\ufffd' } },
  { resource: '/start', headers: { 'idempotency-key': 'a\ufffd' } },
])('text that is not UTF-8 is an invalid parameter (%#)', (parts) => {
  const problem = refusal(parts);

  expect(problem.code).toBe('invalid_parameter');
  expect(problem.detail).toContain('is not UTF-8');
});

test('an address is one exactly when Node takes it for one', () => {
  const octets = fc.oneof(fc.nat(300).map(String), fc.constantFrom('00', '01', '', '0', '255', '256', ' 1'));
  const target = fc.array(octets, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(target, (text) => {
      const parts = { resource: '/delete/{target}', pathVariables: { target: text } };
      if (isIPv4(text)) expect(read(parts)).toEqual({ target: text });
      else expect(refusal(parts).code).toBe('invalid_parameter');
    }),
  );
});

test('a tag called __proto__ does not vanish from a selection beside another', () => {
  expect(refusal({ resource: '/stop', query: 'tag=Env=dev&tag=__proto__=x' }).code).toBe('invalid_parameter');
  expect(refusal({ resource: '/stop', query: 'tag=__proto__=x' }).code).toBe('invalid_parameter');
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
  [{ wait: { seconds: 2 } }, 'got {"seconds":2}.'],
  [{ tags: { Env: 1 } }, 'got {"Env":1}.'],
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
