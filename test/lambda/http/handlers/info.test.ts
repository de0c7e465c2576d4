import { anonymous } from '../../../../lambda/http/authentication';
import { createTestApp } from '../../../support/app';

const me = { resource: '/me' };

test('/me tells a caller what it may do, and where', async () => {
  const caller = { name: 'ci', actions: ['list', 'start'], tags: { Team: 'web' }, credential: 'ab12cd34' } as const;
  const app = createTestApp({
    caller,
    config: { auth: 'key', instanceId: 'i-0123456789abcdef0', allowedInstanceTypes: ['t3.micro'] },
  });

  const { status, body } = await app.call(me);

  expect(status).toBe(200);
  expect(body).toEqual({
    message: 'ci may do: list, start',
    name: 'ci',
    actions: ['list', 'start'],
    tags: { Team: 'web' },
    auth: 'key',
    default_instance_id: 'i-0123456789abcdef0',
    regions: ['us-east-1', 'eu-west-1'],
    instance_types: ['t3.micro'],
    compute: 'ec2',
  });
});

test('/me of the open lab may do everything', async () => {
  const { body } = await createTestApp({ caller: anonymous }).call(me);

  expect(body).toMatchObject({ name: 'anonymous', auth: 'none', actions: anonymous.actions });
  expect(body).not.toHaveProperty('default_instance_id');
});

test('where schedules are off, /me offers none, so that the console does not either', async () => {
  const caller = { name: 'ci', actions: ['list', 'schedules', 'schedules:all'] } as const;

  const { body } = await createTestApp({ caller, config: { features: [] } }).call(me);

  expect([body.message, body.actions]).toEqual(['ci may do: list', ['list']]);
});

test('/me of a caller that may do nothing says so', async () => {
  const { status, body } = await createTestApp({ caller: { name: 'idle', actions: [] } }).call(me);

  expect([status, body.message]).toEqual([200, 'idle may do: nothing']);
});
