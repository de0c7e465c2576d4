import { anyone, createTestApp, type TestApp } from '../../../support/app';

const start = (id: string, extra: object = {}) => ({
  method: 'POST',
  resource: '/start',
  body: { instance_id: id, idempotency_key: 'k', ...extra },
});

async function answers(app: TestApp, parts: ReturnType<typeof start>) {
  const { statusCode, headers, body } = await app.request(parts);
  return { status: statusCode, replayed: headers?.['idempotency-replayed'], body: JSON.parse(body) };
}

test('a repeated request is marked, and shows the instance as it is now', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const first = await answers(app, start(id));
  await app.call({ method: 'POST', resource: '/stop', body: { instance_id: id, wait: 20 } });
  const second = await answers(app, start(id));

  expect([first.status, first.replayed, first.body.replayed]).toEqual([200, undefined, undefined]);
  expect([second.status, second.replayed, second.body.replayed]).toEqual([200, 'true', true]);
  expect(first.body).toMatchObject({ message: `Started instance ${id}`, current_state: 'running' });
  expect(second.body).toMatchObject({
    message: `Repeated request: Started instance ${id}`,
    job_id: first.body.job_id,
    outcome: 'changed',
    current_state: 'stopped',
    ip: null,
  });
});

test('the first status code is repeated, with the job as it stands', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const first = await answers(app, start(id, { async: true }));
  await app.lab.time.until(app.lab.machine.finished(String(first.body.job_id)));
  const second = await answers(app, start(id));

  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.body).toMatchObject({
    status: 'succeeded',
    replayed: true,
    message: `Repeated request: Started instance ${id}`,
    results: [{ current_state: 'running' }],
  });
});

test('a create that is repeated is the same instance, with the state that it has now', async () => {
  const app = createTestApp();
  const create = { method: 'POST', resource: '/create', body: { idempotency_key: 'k' } };

  const first = await app.call(create);
  await app.call({ method: 'POST', resource: '/stop', body: { instance_id: first.body.instance_id, wait: 20 } });
  const second = await app.call(create);

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toMatchObject({ instance_id: first.body.instance_id, status: 'stopped', replayed: true });
});

test('a request that failed fails again, and says that it is repeated', async () => {
  const reason = { code: 'Client.InternalError', message: 'Client error on launch' };
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped', fallBack: { to: 'stopped', reason } });

  const first = await answers(app, start(id));
  const second = await answers(app, start(id));

  expect([first.status, second.status]).toEqual([502, 502]);
  expect(second.body.detail).toMatch(/^Repeated request: /);
});

test('a repetition that ends in a problem is marked as well', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'running', stopProtected: true });
  const stop = { ...start(id), resource: '/stop' };

  const [first, second] = [await answers(app, stop), await answers(app, stop)];

  expect([first.status, first.replayed, first.body.code]).toEqual([409, undefined, 'stop_protected']);
  expect([second.status, second.replayed, second.body.code]).toEqual([409, 'true', 'stop_protected']);
});

test('a repeated request shows nothing of an instance that its caller does not see', async () => {
  const app = createTestApp({ caller: { ...anyone, tags: { Team: 'web' } } });
  const id = app.ec2.add({ state: 'running', tags: { Team: 'db' } });

  const first = await answers(app, start(id, { async: true }));
  const early = await answers(app, start(id, { async: true }));
  await app.lab.time.until(app.lab.machine.finished(String(first.body.job_id)));
  const late = await answers(app, start(id, { async: true }));

  expect([first.body.ip, early.body.ip, late.body.ip]).toEqual([null, null, null]);
  expect(late.body).toMatchObject({
    replayed: true,
    status: 'failed',
    results: [{ instance_id: id, current_state: null, ip: null, code: 'instance_not_found' }],
  });
});
