import { Problem } from '../../../../lambda/domain/problem';
import { createTestApp } from '../../../support/app';

const start = (id: string, body: object = {}, headers: Record<string, string> = {}) => ({
  method: 'POST',
  resource: '/start/{instance_id}',
  path: `/start/${id}`,
  pathVariables: { instance_id: id },
  body,
  headers,
});

test('async answers with the job at once, and says where it is', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const { statusCode, headers, body } = await app.request(start(id, { async: true }));

  const job = JSON.parse(body);
  expect(statusCode).toBe(202);
  expect(job).toMatchObject({
    action: 'start',
    status: 'pending',
    message: `Starting instance ${id}: accepted, not begun`,
    instance_ids: [id],
    results: [],
    requested_by: 'anyone',
  });
  expect(job.task_id).toBe(job.job_id);
  expect(new URL(String(headers?.location), `https://x.test/prod/start/${id}`).pathname).toBe(
    `/prod/jobs/${job.job_id}`,
  );
  expect(app.ec2.count()).toBe(0);
});

test('wait answers with the final state and the new address', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const { status, body } = await app.call(start(id, { wait: 25 }));

  expect(status).toBe(200);
  expect(body).toEqual({
    message: `Starting instance ${id}`,
    instance_id: id,
    action: 'start',
    outcome: 'changed',
    previous_state: 'stopped',
    current_state: 'running',
    ip: app.ec2.instance(id).publicIp,
    job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('a wait that is over before the end answers 202 and the job', async () => {
  const app = createTestApp({ ec2: { delays: { pending: 60_000 } } });
  const id = app.ec2.add({ state: 'stopped' });
  const begun = app.lab.time.now();

  const { status, body } = await app.call(start(id, { wait: 25 }));

  expect(status).toBe(202);
  expect(body).toMatchObject({ status: 'running', results: [{ outcome: 'changed', current_state: 'pending' }] });
  expect(app.lab.time.now() - begun).toBe(25_000);
});

test('an instance that falls back is a problem of its own, with the StateReason and the job', async () => {
  const app = createTestApp();
  const reason = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };
  const id = app.ec2.add({ state: 'stopped', fallBack: { to: 'stopped', reason } });

  const { status, body } = await app.call(start(id, { wait: 25 }));

  expect(status).toBe(502);
  expect(body).toMatchObject({
    code: 'final_state_not_reached',
    aws_code: 'Client.InternalError',
    instance_id: id,
    detail: expect.stringMatching(/kms:CreateGrant.*The job is [0-9a-f-]{36}\./),
  });
});

test('several that are waited for have a summary, and 207 when one did not get there', async () => {
  const app = createTestApp();
  const [good, bad] = [app.ec2.add({ state: 'stopped' }), app.ec2.add({ state: 'stopped', rootVolume: false })];

  const { status, body } = await app.call({
    method: 'POST',
    resource: '/start',
    body: { instance_id: [good, bad], wait: 20 },
  });

  expect(status).toBe(207);
  expect(body).toMatchObject({
    summary: { changed: 1, failed: 1 },
    results: [{ current_state: 'running' }, { code: 'root_volume_missing' }],
    job_id: expect.any(String),
  });
});

test('a key implies a job that is waited for, and gives it again', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });
  const request = start(id, {}, { 'idempotency-key': 'k-1' });

  const [first, again] = [await app.call(request), await app.call(request)];
  const other = await app.call(start(id, { stop_after: '1h' }, { 'idempotency-key': 'k-1' }));

  expect([first.status, again.status, other.status]).toEqual([200, 200, 409]);
  expect(again.body).toEqual(first.body);
  expect(other.body.code).toBe('idempotency_key_reused');
  expect(app.ec2.count('StartInstances')).toBe(1);
});

test('stop_after implies a job, and is told of when somebody waits', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const [accepted, waited] = [
    await app.call(start(id, { stop_after: '2h' })),
    await app.call(start(id, { stop_after: 'PT3H', wait: 25 })),
  ];

  expect(accepted.status).toBe(202);
  expect(waited.status).toBe(200);
  expect(waited.body).toMatchObject({ current_state: 'running', stop_at: expect.stringMatching(/Z$/) });
});

test('more than 100 instances are refused unless the request is async, which takes 5,000', async () => {
  const app = createTestApp();
  const ids = Array.from({ length: 101 }, () => app.ec2.add({ state: 'stopped' }));
  const request = (body: object) => ({ method: 'POST', resource: '/start', body: { instance_id: ids, ...body } });

  const answers = [
    await app.call(request({})),
    await app.call(request({ wait: 5 })),
    await app.call(request({ async: true })),
  ];

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 202]);
  expect(answers[0]?.body.detail).toContain('async');
  expect(answers[1]?.body.detail).toContain('async');
  expect(answers[2]?.body.instance_ids).toEqual(ids.slice(0, 100));
  expect(answers[2]?.body.next_token).toEqual(expect.any(String));
});

test('a delete by address waits for terminated, and says which address was asked for', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'running' });
  const ip = app.ec2.instance(id).publicIp ?? '';
  const request = {
    method: 'DELETE',
    resource: '/delete/{target}',
    path: `/delete/${ip}`,
    pathVariables: { target: ip },
    query: 'wait=25',
    headers: { 'idempotency-key': 'd' },
  };

  const [first, again] = [await app.call(request), await app.call(request)];

  expect(first).toMatchObject({
    status: 200,
    body: { instance_id: id, outcome: 'changed', status: 'terminated', current_state: 'terminated', ip },
  });
  // The address is nobody's by now, and the job is still found by its key.
  expect(again).toEqual(first);
});

test('delete-async answers with the task and a job', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'running' });

  const { status, body } = await app.call({
    method: 'POST',
    resource: '/delete-async/{target}',
    path: `/delete-async/${id}`,
    pathVariables: { target: id },
  });

  expect(status).toBe(202);
  expect(body).toMatchObject({ task_id: body.job_id, message: expect.stringContaining(id) });
});

test('an ambiguous address is refused before there is a job', async () => {
  const app = createTestApp();
  for (const state of ['running', 'stopped'] as const) app.ec2.add({ state, privateIp: '10.9.9.9' });

  const { status, body } = await app.call({
    method: 'POST',
    resource: '/delete-async/{target}',
    pathVariables: { target: '10.9.9.9' },
  });

  expect([status, body.code]).toEqual([409, 'ambiguous_address']);
  expect(app.lab.store.writes()).toBe(0);
});

test('credentials of the caller never go into a job', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });
  const credentials = { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE', aws_secret_access_key: 'secret' };

  const answers = await Promise.all(
    [{ async: true }, { wait: 1 }, { stop_after: '1h' }, { idempotency_key: 'k' }].map((extra) =>
      app.call(start(id, { ...credentials, ...extra })),
    ),
  );

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
    Array(4).fill([400, 'caller_credentials_not_for_jobs']),
  );
  expect(app.lab.store.writes()).toBe(0);
});

test('a job that was lost while it was waited for is a problem, not its last result', async () => {
  const app = createTestApp({ ec2: { delays: { pending: 60_000 } } });
  const id = app.ec2.add({ state: 'stopped' });
  const request = start(id, { async: true }, { 'idempotency-key': 'k-1' });
  const { body: accepted } = await app.call(request);
  await app.lab.time.pass(5_000);
  app.lab.machine.break(String(accepted.job_id), 'timedOut');
  await app.call({ method: 'GET', resource: '/jobs/{job_id}', pathVariables: { job_id: String(accepted.job_id) } });

  const { status, body } = await app.call(start(id, {}, { 'idempotency-key': 'k-1' }));

  expect(status).toBe(500);
  expect(body).toMatchObject({ code: 'internal_error', detail: expect.stringContaining(String(accepted.job_id)) });
});

test('a job that somebody cancelled while it was waited for is answered as cancelled', async () => {
  const app = createTestApp({ ec2: { delays: { pending: 60_000 } } });
  const id = app.ec2.add({ state: 'stopped' });
  const { body: accepted } = await app.call(start(id, { async: true }, { 'idempotency-key': 'k-1' }));
  await app.lab.time.pass(5_000);
  await app.call({ method: 'DELETE', resource: '/jobs/{job_id}', pathVariables: { job_id: String(accepted.job_id) } });

  const { status, body } = await app.call(start(id, {}, { 'idempotency-key': 'k-1' }));

  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'cancelled',
    job_id: accepted.job_id,
    results: [{ outcome: 'changed', current_state: 'pending' }],
  });
});

test('a record that cannot be read while it is waited for does not keep the job from whoever asked for it', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });
  jest
    .spyOn(app.lab.store, 'read')
    .mockRejectedValue(new Problem('aws_throttled', 'AWS throttles this API in DynamoDB.'));

  const { status, body } = await app.call(start(id, { wait: 5 }));

  expect(status).toBe(202);
  expect(body).toMatchObject({ status: 'pending', job_id: expect.any(String) });
});
