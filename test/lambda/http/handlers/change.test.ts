import { createTestApp } from '../../../support/app';

const post = (resource: string, body: Readonly<Record<string, unknown>>) => ({ method: 'POST', resource, body });

test.each([
  ['/start', 'stopped', 'Would start instance'],
  ['/stop', 'running', 'Would stop instance'],
  ['/reboot', 'running', 'Would reboot instance'],
] as const)('a dry run of %s says what would be done, not that it is done', async (resource, state, message) => {
  const app = createTestApp();
  const one = app.ec2.add({ state });

  const { status, body } = await app.call(post(resource, { instance_id: one, dry_run: true }));

  expect([status, body.message]).toEqual([200, `${message} ${one}`]);
});

test('a dry run of delete says what would be done', async () => {
  const app = createTestApp();
  const one = app.ec2.add();

  const { body } = await app.call({
    method: 'DELETE',
    resource: '/delete/{target}',
    pathVariables: { target: one },
    query: 'dry_run=true',
  });

  expect(body.message).toBe(`Would terminate instance ${one}`);
});

test('a dry run that would change nothing says how the instance is', async () => {
  const app = createTestApp();
  const one = app.ec2.add({ state: 'stopped' });

  const { body } = await app.call(post('/stop', { instance_id: one, dry_run: true }));

  expect(body.message).toBe(`Instance ${one} is already stopped`);
});

test.each([
  [1, 'Stopping 1 instance: 1 changed, 0 unchanged, 0 refused, 0 failed'],
  [2, 'Stopping 2 instances: 2 changed, 0 unchanged, 0 refused, 0 failed'],
])('%i instances with a tag are counted in plain English', async (count, message) => {
  const app = createTestApp();
  for (let i = 0; i < count; i += 1) app.ec2.add({ tags: { Team: 'web' } });

  const { body } = await app.call(post('/stop', { tags: { Team: 'web' } }));

  expect(body.message).toBe(message);
});

test('a dry run over several instances tells numbers that would be', async () => {
  const app = createTestApp();
  const running = app.ec2.add();
  const stopped = app.ec2.add({ state: 'stopped' });

  const { body } = await app.call(post('/stop', { instance_id: [running, stopped], dry_run: true }));

  expect(body.message).toBe('Would stop 1 of 2 instances: 1 changed, 1 unchanged, 0 refused, 0 failed');
});

test('a dry run over instances of which none would change says so', async () => {
  const app = createTestApp();
  app.ec2.add({ state: 'stopped', tags: { Team: 'web' } });

  const { body } = await app.call(post('/stop', { tags: { Team: 'web' }, dry_run: true }));

  expect(body.message).toBe('Would stop no instance: 0 changed, 1 unchanged, 0 refused, 0 failed');
});

test('a dry run of one instance that would be refused is an answer, with 207', async () => {
  const app = createTestApp();
  const one = app.ec2.add({ state: 'stopping' });

  const { status, body } = await app.call(post('/start', { instance_id: one, dry_run: true }));

  expect(status).toBe(207);
  expect(body).toMatchObject({ instance_id: one, outcome: 'refused', code: 'instance_busy', dry_run: true });
});

test.each([{ async: true }, { wait: 5 }, { stop_after: '2h' }])(
  'a dry run with %j predicts what the job would do, which waits for a busy instance',
  async (how) => {
    const app = createTestApp();
    const one = app.ec2.add({ state: 'stopping' });

    const { status, body } = await app.call(post('/start', { instance_id: one, dry_run: true, ...how }));

    expect([status, body.outcome]).toEqual([200, 'changed']);
  },
);

test('a dry run with async takes as many instances as the job would', async () => {
  const app = createTestApp();
  const many = Array.from({ length: 101 }, () => app.ec2.add({ state: 'stopped' }));

  const refused = await app.call(post('/start', { instance_id: many, dry_run: true }));
  const predicted = await app.call(post('/start', { instance_id: many, dry_run: true, async: true }));

  expect([refused.status, refused.body.code]).toEqual([422, 'too_many_instances']);
  expect([predicted.status, predicted.body.summary]).toMatchObject([200, { changed: 101 }]);
});
