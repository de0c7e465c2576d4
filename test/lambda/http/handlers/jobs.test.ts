import type { Caller } from '../../../../lambda/domain/caller';
import { createTestApp, type TestApp } from '../../../support/app';

async function startedJob(app: TestApp, body: object = {}) {
  const id = app.ec2.add({ state: 'stopped' });
  const { body: job } = await app.call({
    method: 'POST',
    resource: '/start',
    body: { instance_id: id, async: true, ...body },
  });
  return { id, jobId: String(job.job_id) };
}

const get = (jobId: string, method = 'GET') => ({
  method,
  resource: '/jobs/{job_id}',
  path: `/jobs/${jobId}`,
  pathVariables: { job_id: jobId },
});

test('a job shows everything that the contract names', async () => {
  const app = createTestApp();
  const { id, jobId } = await startedJob(app);
  await app.lab.time.until(app.lab.machine.finished(jobId));

  const { status, body } = await app.call(get(jobId));

  expect(status).toBe(200);
  expect(body).toEqual({
    job_id: jobId,
    task_id: jobId,
    action: 'start',
    status: 'succeeded',
    message: `Started instance ${id}`,
    region: 'us-east-1',
    ip: app.ec2.instance(id).publicIp,
    instance_ids: [id],
    results: [
      {
        instance_id: id,
        action: 'start',
        outcome: 'changed',
        previous_state: 'stopped',
        current_state: 'running',
        ip: app.ec2.instance(id).publicIp,
      },
    ],
    requested_by: 'anyone',
    created_at: '2026-01-15T09:00:00.000Z',
    updated_at: '2026-01-15T09:00:07.000Z',
    finished_at: '2026-01-15T09:00:07.000Z',
    ready: true,
  });
});

test('an instance that waits for capacity says when it is tried again', async () => {
  const app = createTestApp();
  app.ec2.fail({ operation: 'StartInstances', code: 'InsufficientInstanceCapacity', times: 9 });
  const { jobId } = await startedJob(app);
  await app.lab.time.pass(1_000);

  const { body } = await app.call(get(jobId));

  expect(body).toMatchObject({
    status: 'running',
    results: [{ code: 'insufficient_capacity', retryable: true, retry_at: '2026-01-15T09:01:00.000Z' }],
  });
});

test('DELETE cancels what is to come, and a second one changes nothing', async () => {
  const app = createTestApp();
  const { id, jobId } = await startedJob(app, { stop_after: '1h' });
  await app.lab.time.pass(60_000);

  const [first, second] = [await app.call(get(jobId, 'DELETE')), await app.call(get(jobId, 'DELETE'))];

  expect(first).toMatchObject({
    status: 200,
    body: { status: 'cancelled', message: `Started instance ${id}. The stop to come was cancelled.`, results: [{}] },
  });
  expect(second).toEqual(first);
});

test.each(['junk', '00000000-0000-4000-8000-000000000000'])('there is no job %s', async (jobId) => {
  const app = createTestApp();

  const answers = [await app.call(get(jobId)), await app.call(get(jobId, 'DELETE'))];

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([404, 'job_not_found']));
});

test('jobs are listed in pages', async () => {
  const app = createTestApp();
  await startedJob(app);
  const { jobId } = await startedJob(app);

  const first = await app.call({ resource: '/jobs', query: 'page_size=1' });
  const second = await app.call({ resource: '/jobs', query: `page_size=1&next_token=${first.body.next_token}` });
  const damaged = await app.call({ resource: '/jobs', query: 'next_token=junk' });
  const failed = await app.call({ resource: '/jobs', query: 'status=failed' });

  expect(first.body).toMatchObject({ message: '1 job, more follow', jobs: [{ task_id: expect.any(String) }] });
  expect([first, second].map(({ body }) => (body.jobs as { job_id: string }[])[0]?.job_id)).toContain(jobId);
  expect(second.body.next_token).toBeUndefined();
  expect([damaged.status, damaged.body.code]).toEqual([400, 'invalid_cursor']);
  expect(failed.body).toMatchObject({ message: '0 jobs', jobs: [] });
});

test("a job's id under /status needs the right to see jobs", async () => {
  const owner = createTestApp();
  const { jobId } = await startedJob(owner);
  const watcher: Caller = { name: 'watcher', actions: ['status'] };
  const app = createTestApp({ caller: watcher });

  const { status, body } = await app.call({ resource: '/status/{id}', pathVariables: { id: jobId } });

  expect([status, body.code]).toEqual([403, 'action_not_allowed']);
});

describe('a job that is waited for', () => {
  const waiting = (jobId: string, wait: number) => ({ ...get(jobId), query: `wait=${wait}` });

  test('is answered when it has ended', async () => {
    const app = createTestApp();
    const { jobId } = await startedJob(app);

    const { status, body } = await app.call(waiting(jobId, 20));

    expect([status, body.status, body.ready]).toEqual([200, 'succeeded', true]);
  });

  test('is answered as it stands when the time is up: ready, and its stop still to come', async () => {
    const app = createTestApp();
    const { jobId } = await startedJob(app, { stop_after: '2h' });
    const { body: before } = await app.call(get(jobId));

    const { status, body } = await app.call(waiting(jobId, 20));

    expect([status, body.status, body.ready, before.ready]).toEqual([200, 'running', true, false]);
    expect(body.stop_at).toEqual(expect.any(String));
  });
});

describe('jobs of one instance', () => {
  const list = (query: Readonly<Record<string, string>>) => ({
    method: 'GET',
    resource: '/jobs',
    path: '/jobs',
    query: String(new URLSearchParams(query)),
  });
  const idsIn = (body: Readonly<Record<string, unknown>>) =>
    (body.jobs as readonly { readonly job_id: string }[]).map(({ job_id }) => job_id);

  test('are listed, newest first, in pages that visit each once', async () => {
    const app = createTestApp();
    const { id, jobId } = await startedJob(app);
    await startedJob(app);
    await app.lab.time.pass(60_000);
    const { body: stop } = await app.call({
      method: 'POST',
      resource: '/stop',
      body: { instance_id: id, async: true },
    });

    const { body } = await app.call(list({ instance_id: id }));
    const { body: first } = await app.call(list({ instance_id: id, page_size: '1' }));
    const { body: second } = await app.call(
      list({ instance_id: id, page_size: '1', next_token: String(first.next_token) }),
    );

    expect(idsIn(body)).toEqual([stop.job_id, jobId]);
    expect([...idsIn(first), ...idsIn(second)]).toEqual([stop.job_id, jobId]);
  });

  test('are found in a fleet as well', async () => {
    const app = createTestApp();
    const fleet = Array.from({ length: 60 }, () => app.ec2.add({ state: 'stopped' }));
    const { body: job } = await app.call({
      method: 'POST',
      resource: '/start',
      body: { instance_id: fleet, async: true },
    });
    await app.lab.time.until(app.lab.machine.finished(String(job.job_id)));

    const { body } = await app.call(list({ instance_id: fleet[57] ?? '' }));
    const { body: none } = await app.call(list({ instance_id: 'i-0123456789abcdef0' }));

    expect([idsIn(body), idsIn(none)]).toEqual([[job.job_id], []]);
  });

  test('take one id that is one', async () => {
    const app = createTestApp();

    const [malformed, several] = [
      await app.call(list({ instance_id: 'i-1' })),
      await app.call(list({ instance_id: 'i-0123456789abcdef0,i-0123456789abcdef1' })),
    ];

    expect([malformed.status, malformed.body.code]).toEqual([400, 'invalid_instance_id']);
    expect([several.status, several.body.code]).toEqual([400, 'invalid_parameter']);
  });
});

test('DELETE with the id in capitals cancels, and shows the job as it is then', async () => {
  const app = createTestApp();
  const { jobId } = await startedJob(app, { stop_after: '1h' });
  await app.lab.time.pass(60_000);

  const { status, body } = await app.call(get(jobId.toUpperCase(), 'DELETE'));

  expect([status, body.status, body.job_id]).toEqual([200, 'cancelled', jobId]);
});

test('GET of a job finds it by its id in capitals', async () => {
  const app = createTestApp();
  const { jobId } = await startedJob(app);

  expect((await app.call(get(jobId.toUpperCase()))).body.job_id).toBe(jobId);
});
