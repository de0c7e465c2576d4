import { createTestApp } from '../../../support/app';

const create = (body: object = {}, headers: Record<string, string> = {}) => ({
  method: 'POST',
  resource: '/create',
  body,
  headers,
});

test('a create answers with the running instance and its address', async () => {
  const app = createTestApp();

  const { status, body } = await app.call(create({ username: 'alice123', password: 'alice123' }));

  const [instance] = app.ec2.simulation.world.instances.values();
  expect(status).toBe(201);
  expect(body).toMatchObject({
    message: `Created instance ${instance?.instanceId}`,
    instance_id: instance?.instanceId,
    ip: instance?.publicIp,
    status: 'running',
    job_id: expect.any(String),
  });
});

test('create-async answers with the task, whose status has the address in the end', async () => {
  const app = createTestApp();

  const accepted = await app.call({ ...create(), resource: '/create-async' });
  const id = String(accepted.body.task_id);
  await app.lab.time.until(app.lab.machine.finished(id));
  const done = await app.call({ resource: '/status/{id}', path: `/status/${id}`, pathVariables: { id } });

  expect(accepted).toMatchObject({ status: 202, body: { job_id: id, message: expect.any(String) } });
  expect(done).toMatchObject({ status: 200, body: { status: 'succeeded', ip: expect.stringMatching(/^198\./) } });
});

test('a create that takes longer than a request can wait answers 202 and the job', async () => {
  const app = createTestApp({ ec2: { delays: { pending: 90_000 } } });

  const { status, body } = await app.call(create());

  expect(status).toBe(202);
  expect(body).toMatchObject({ action: 'create', status: 'running', instance_ids: [expect.stringMatching(/^i-/)] });
});

test('the same key gives the same instance', async () => {
  const app = createTestApp();
  const request = create({ username: 'alice', password: 'alice1234' }, { 'idempotency-key': 'k' });

  const [first, again] = [await app.call(request), await app.call(request)];
  const other = await app.call(create({ username: 'alice', password: 'other1234' }, { 'idempotency-key': 'k' }));

  const message = `Repeated request: ${first.body.message}`;
  expect(again).toEqual({ ...first, body: { ...first.body, message, replayed: true } });
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  expect(app.ec2.simulation.world.instances.size).toBe(1);
});

test('a launch that EC2 refuses is a problem with its status', async () => {
  const app = createTestApp();

  const { status, body } = await app.call(create({ key_name: 'nobody' }));

  expect([status, body.code]).toEqual([422, 'invalid_launch_parameter']);
  expect(body.detail).toMatch(/key pair.*The job is/);
});

test.each([
  [{ username: 'Alice', password: 'alice1234' }, 'username'],
  [{ username: 'alice', password: 'short' }, 'password'],
  [{ username: 'alice' }, 'password'],
  [{ password: 'alice1234' }, 'username'],
  [{ instance_type: 'p5.48xlarge' }, 'instance_type'],
  [{ tags: { 'aws:x': '1' } }, 'tags'],
  [{ tags: { 'ec2-control:default': 'true' } }, 'tags'],
  [{ tags: { 'ec2-control:job': 'mine' } }, 'tags'],
  [{ tags: { Name: 'a' }, name: 'b' }, 'tags'],
  [{ tags: Object.fromEntries(Array.from({ length: 49 }, (_, i) => [`k${i}`, 'v'])) }, 'tags'],
])('%j is refused with the rule, and nothing is launched', async (body, parameter) => {
  const app = createTestApp({ config: { allowedInstanceTypes: ['t2.micro', 't3.micro'] } });

  const answer = await app.call(create(body));

  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_parameter', errors: [{ parameter }] } });
  expect(JSON.stringify(answer.body)).not.toMatch(/alice1234|"short"/);
  expect(app.ec2.count()).toBe(0);
  expect(app.lab.store.writes()).toBe(0);
});

test('a dry run says what would be launched, and launches nothing', async () => {
  const app = createTestApp();

  const { status, body } = await app.call(create({ dry_run: true, instance_type: 't4g.small' }));

  expect(status).toBe(200);
  expect(body).toMatchObject({
    dry_run: true,
    outcome: 'changed',
    image_id: 'ami-0b2c3d4e5f6071829',
    instance_type: 't4g.small',
    current_state: 'pending',
  });
  expect(app.ec2.count('RunInstances')).toBe(0);
  expect(app.lab.store.writes()).toBe(0);
});

test('a create with a stop after it answers when the instance is up, and says when it is stopped', async () => {
  const app = createTestApp();

  const { status, body } = await app.call(create({ stop_after: '90s' }));

  expect(status).toBe(201);
  expect(body).toMatchObject({ status: 'running', stop_at: expect.stringMatching(/Z$/) });
});
