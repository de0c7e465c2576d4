import type { Config } from '../../../lambda/config';
import { createTestApp } from '../../support/app';
import type { RequestParts } from '../../support/events';

interface Refusal {
  readonly status: number;
  readonly code: unknown;
  readonly errors: readonly (readonly [parameter: string, detail: string])[];
}

async function refusal(parts: RequestParts, config: Partial<Config> = {}): Promise<Refusal> {
  const app = createTestApp({ config });
  const { status, body } = await app.call({ method: 'POST', ...parts });
  expect(app.ec2.calls).toEqual([]);
  const errors = body.errors as readonly { readonly parameter: string; readonly detail: string }[];
  return { status, code: body.code, errors: errors.map(({ parameter, detail }) => [parameter, detail]) };
}

const parametersOf = ({ errors }: Refusal): readonly string[] => errors.map(([parameter]) => parameter);

test('a bad wait, a forbidden region, ids with tags and a malformed id are told in one answer', async () => {
  const answer = await refusal({
    resource: '/stop',
    query: 'wait=99&bogus=1',
    body: { region: 'ap-east-1', instance_id: ['i-1', 'i-01234567'], tags: { Env: 'dev' } },
  });

  expect(answer.status).toBe(400);
  expect(answer.code).toBe('invalid_parameter');
  expect(parametersOf(answer)).toEqual(['wait', 'bogus', 'region', 'tags', 'instance_id']);
  expect(answer.errors.map(([, detail]) => detail)).toEqual([
    expect.stringContaining('an integer from 0 to 25'),
    expect.stringContaining('not a parameter'),
    'The region ap-east-1 is not allowed here. Allowed: us-east-1, eu-west-1.',
    'instance_id and tags both select instances: give one of them.',
    expect.stringContaining('"i-1" is not an instance id'),
  ]);
});

test.each<readonly [string, RequestParts, readonly string[], Partial<Config>]>([
  ['region_not_allowed', { resource: '/list', query: 'region=ap-east-1' }, ['region'], {}],
  [
    'conflicting_parameters',
    { resource: '/stop', body: { instance_id: 'i-01234567', tags: { A: 'b' } } },
    ['tags'],
    {},
  ],
  ['instance_required', { resource: '/stop' }, ['instance_id'], {}],
  ['caller_credentials_disabled', withKeys({}), ['aws_access_key_id', 'instance_id'], { profile: 'production' }],
  ['caller_credentials_not_for_jobs', withKeys({ instance_id: 'i-01234567', wait: 5 }), ['aws_access_key_id'], {}],
  ['caller_credentials_not_for_jobs', withKeys({ async: true }), ['aws_access_key_id', 'instance_id'], {}],
  ['instance_required', withKeys({}), ['instance_id'], { instanceId: 'i-01234567' }],
])('%s carries errors, too', async (code, parts, parameters, config) => {
  const answer = await refusal(parts, config);

  expect(answer.code).toBe(code);
  expect(parametersOf(answer)).toEqual(parameters);
});

function withKeys(body: object): RequestParts {
  const keys = { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE', aws_secret_access_key: 'wJalrXUtnFEMI' };
  return { resource: '/stop', body: { ...body, ...keys } };
}

test('a launch is told of its type, its login and its tags together with the rest', async () => {
  const answer = await refusal(
    {
      resource: '/create',
      body: { instance_type: 'm5.large', username: 'student', tags: { 'aws:x': '1' }, wait: -1, region: 'ap-east-1' },
    },
    { allowedInstanceTypes: ['t3.small'] },
  );

  expect(answer.code).toBe('invalid_parameter');
  expect(parametersOf(answer)).toEqual(['wait', 'region', 'instance_type', 'password', 'tags']);
});

test('what is wrong by itself is said once: nothing that would follow from it', async () => {
  expect(parametersOf(await refusal({ resource: '/stop', body: { instance_id: '' } }))).toEqual(['instance_id']);
  expect(parametersOf(await refusal({ resource: '/stop', body: { tags: { A: 1 } } }))).toEqual(['tags']);
  expect(
    parametersOf(await refusal({ resource: '/create', body: { username: 'Root', password: 'long enough' } })),
  ).toEqual(['username']);
  expect(parametersOf(await refusal({ resource: '/list', query: 'region=x&region=y' }))).toEqual(['region']);
});

test('who may not stop is not told what is wrong with its stop_after', async () => {
  const app = createTestApp({ caller: { name: 'starter', actions: ['start'] } });

  const { body } = await app.call({ method: 'POST', resource: '/start', body: { stop_after: 'soon' } });

  expect(body.code).toBe('action_not_allowed');
});

test('too many instances and a cursor that can be none are told beside everything else', async () => {
  const ids = Array.from({ length: 101 }, (_, n) => `i-${n.toString(16).padStart(8, '0')}`);

  const many = await refusal({ resource: '/stop', body: { instance_id: ids, wait: 99, region: 'ap-east-1' } });
  const alone = await refusal({ resource: '/stop', body: { instance_id: ids } });
  const list = await refusal({ resource: '/list', query: 'next_token=junk&page_size=0' });

  expect(parametersOf(many)).toEqual(['wait', 'region', 'instance_id']);
  expect(alone).toMatchObject({ status: 422, code: 'too_many_instances' });
  expect(parametersOf(list)).toEqual(['page_size', 'next_token']);
});
