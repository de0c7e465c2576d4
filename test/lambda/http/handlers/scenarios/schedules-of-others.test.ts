import type { Caller } from '../../../../../lambda/domain/caller';
import { createTestApp } from '../../../../support/app';

const callers: Readonly<Record<string, Caller>> = {
  web: { name: 'web', actions: ['schedules', 'start', 'stop'], tags: { Team: 'web' } },
  data: { name: 'data', actions: ['schedules', 'start', 'stop'], tags: { Team: 'data' } },
  starter: { name: 'starter', actions: ['schedules', 'start'] },
  head: { name: 'head', actions: ['schedules:all', 'stop'] },
};

const hours = { tags: { Env: 'dev' }, start: '0 8 * * mon-fri', stop: '0 19 * * mon-fri' };
const stopOnly = { tags: { Env: 'dev' }, stop: '0 19 * * mon-fri' };

function anAppOfSeveral() {
  const app = createTestApp({
    config: { auth: 'key' },
    authenticate: ({ headers }) => callers[headers.get('x-api-key') ?? ''] ?? { name: 'idle', actions: [] },
  });
  const ask = async (caller: string, method: string, name: string, body?: object) => {
    const { status, body: answer } = await app.call({
      method,
      resource: '/schedules/{name}',
      pathVariables: { name },
      headers: { 'x-api-key': caller },
      ...(body === undefined ? {} : { body }),
    });
    return { status, ...answer } as Readonly<Record<string, unknown>>;
  };
  const names = async (caller: string) => {
    const { body } = await app.call({ resource: '/schedules', headers: { 'x-api-key': caller } });
    return (body.schedules as readonly { readonly name: string }[]).map(({ name }) => name);
  };
  return { app, ask, names };
}

test('the schedule of another caller is not seen, and its name is taken', async () => {
  const { ask, names } = anAppOfSeveral();
  await ask('web', 'PUT', 'hours', hours);

  const answers = [
    await ask('data', 'GET', 'hours'),
    await ask('data', 'DELETE', 'hours'),
    await ask('data', 'PUT', 'hours', hours),
    await ask('data', 'PUT', 'hours', { ...hours, dry_run: true }),
  ];

  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [404, 'schedule_not_found'],
    [404, 'schedule_not_found'],
    [409, 'schedule_exists'],
    [409, 'schedule_exists'],
  ]);
  expect(answers.every((answer) => !JSON.stringify(answer).includes('web'))).toBe(true);
  expect([await names('data'), await names('web')]).toEqual([[], ['hours']]);
  expect(await ask('web', 'GET', 'hours')).toMatchObject({ status: 200, owner: 'web' });
});

test('making one takes every action that it names, a dry run as well', async () => {
  const { ask } = anAppOfSeveral();

  const answers = [
    await ask('starter', 'PUT', 'hours', hours),
    await ask('starter', 'PUT', 'hours', { ...hours, dry_run: true }),
    await ask('starter', 'PUT', 'hours', { tags: { Env: 'dev' }, start: hours.start }),
    await ask('idle', 'PUT', 'hours', hours),
    await ask('idle', 'GET', 'hours'),
  ];

  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [403, 'action_not_allowed'],
    [403, 'action_not_allowed'],
    [201, undefined],
    [403, 'action_not_allowed'],
    [403, 'action_not_allowed'],
  ]);
});

test('who may edit all becomes the owner, with rights of its own', async () => {
  const { ask, names } = anAppOfSeveral();
  await ask('web', 'PUT', 'hours', hours);

  const refused = await ask('head', 'PUT', 'hours', hours);
  const seen = await ask('head', 'GET', 'hours');
  const taken = await ask('head', 'PUT', 'hours', stopOnly);
  const again = await ask('web', 'GET', 'hours');

  expect([refused.code, seen.owner]).toEqual(['action_not_allowed', 'web']);
  expect([taken.status, taken.owner, again.code]).toEqual([200, 'head', 'schedule_not_found']);
  expect([await names('head'), await names('web')]).toEqual([['hours'], []]);
});

test('the same body by who may edit all makes it the owner, too', async () => {
  const { ask } = anAppOfSeveral();
  await ask('web', 'PUT', 'evening', stopOnly);

  const { status, owner } = await ask('head', 'PUT', 'evening', stopOnly);

  expect([status, owner]).toEqual([200, 'head']);
});

test('a preview shows the instances that its caller sees, and no others', async () => {
  const { app, ask } = anAppOfSeveral();
  const id = app.ec2.add({ tags: { Env: 'dev', Team: 'data' } });
  app.ec2.add({ tags: { Env: 'dev', Team: 'web' } });

  const { preview } = await ask('data', 'PUT', 'hours', { ...hours, dry_run: true });

  expect(preview).toMatchObject({ count: 1, instance_ids: [id] });
});

test('there may be a hundred of all callers together, and a dry run says so', async () => {
  const { ask } = anAppOfSeveral();
  for (let i = 0; i < 100; i += 1) await ask('web', 'PUT', `s${i}`, stopOnly);

  const answers = [
    await ask('data', 'PUT', 'more', stopOnly),
    await ask('data', 'PUT', 'more', { ...stopOnly, dry_run: true }),
    await ask('web', 'PUT', 's1', hours),
  ];

  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [422, 'too_many_schedules'],
    [422, 'too_many_schedules'],
    [200, undefined],
  ]);
});
