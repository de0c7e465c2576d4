import { createTestApp } from '../../../support/app';
import { startOf } from '../../../support/events';

test('async answers with the job at once, and says where it is', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const { statusCode, headers, body } = await app.request(startOf(id, { async: true }));

  const job = JSON.parse(body);
  expect(statusCode).toBe(202);
  expect(job).toMatchObject({
    action: 'start',
    status: 'pending',
    message: `Accepted: will start instance ${id}`,
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

  const { status, body } = await app.call(startOf(id, { wait: 25 }));

  expect(status).toBe(200);
  expect(body).toEqual({
    message: `Started instance ${id}`,
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

  const { status, body } = await app.call(startOf(id, { wait: 25 }));

  expect(status).toBe(202);
  expect(body).toMatchObject({ status: 'running', results: [{ outcome: 'changed', current_state: 'pending' }] });
  expect(app.lab.time.now() - begun).toBe(25_000);
});

test('an instance that falls back is a problem of its own, with the StateReason and the job', async () => {
  const app = createTestApp();
  const reason = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };
  const id = app.ec2.add({ state: 'stopped', fallBack: { to: 'stopped', reason } });

  const { status, body } = await app.call(startOf(id, { wait: 25 }));

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
  const request = startOf(id, {}, { 'idempotency-key': 'k-1' });

  const [first, again] = [await app.call(request), await app.call(request)];
  const other = await app.call(startOf(id, { stop_after: '1h' }, { 'idempotency-key': 'k-1' }));

  expect([first.status, again.status, other.status]).toEqual([200, 200, 409]);
  const message = `Repeated request: ${first.body.message}`;
  expect(again.body).toEqual({ ...first.body, message, replayed: true });
  expect(other.body.code).toBe('idempotency_key_reused');
  expect(app.ec2.count('StartInstances')).toBe(1);
});

test('stop_after implies a job, and is told of when somebody waits', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ state: 'stopped' });

  const [accepted, waited] = [
    await app.call(startOf(id, { stop_after: '2h' })),
    await app.call(startOf(id, { stop_after: 'PT3H', wait: 25 })),
  ];

  expect(accepted.status).toBe(202);
  expect(waited.status).toBe(200);
  expect(waited.body).toMatchObject({ current_state: 'running', stop_at: expect.stringMatching(/Z$/) });
});
