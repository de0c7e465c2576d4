import { setTimeout } from 'node:timers/promises';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';

jest.setTimeout(180_000);

/** An EC2 that takes its time, and has faults when it is told to. */
let ec2: ServedEc2;
let deployed: Deployed;
let ask: Ask;

beforeAll(async () => {
  ec2 = await serveSimulatedEc2({ delays: { pending: 500, stopping: 500, shuttingDown: 500 } });
  deployed = await deployAlone({ EC2_ENDPOINT: ec2.url });
  ask = clientOf(deployed.baseUrl);
});

afterAll(async () => {
  await deployed?.close();
  await ec2?.close();
});

const add = (spec: Parameters<ServedEc2['simulation']['addInstance']>[1]): string =>
  ec2.simulation.addInstance('us-east-1', spec).instanceId;

/** Reads a job until it has ended. */
async function ended(jobId: unknown): Promise<Readonly<Record<string, unknown>>> {
  for (const deadline = Date.now() + 60_000; ; await setTimeout(300)) {
    const { body } = await ask('GET', `/jobs/${String(jobId)}`);
    if (body.finished_at !== undefined || Date.now() > deadline) return body;
  }
}

test('an instance is created, is running with an address, and is deleted by it', async () => {
  const created = await ask('POST', '/create', { username: 'student', password: 'student-pass' });
  const deleted = await ask('DELETE', `/delete/${String(created.body.ip)}`);

  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ status: 'running', ip: expect.stringMatching(/^\d+\./) });
  expect(deleted.body).toMatchObject({ instance_id: created.body.instance_id, status: 'shutting-down' });
  expect(JSON.stringify(ec2.simulation.calls)).not.toContain('student-pass');
});

test('create-async answers at once, and the job tells the rest', async () => {
  const accepted = await ask('POST', '/create-async', {});

  const job = await ended(accepted.body.task_id);

  expect(accepted.status).toBe(202);
  expect(accepted.body.task_id).toBe(accepted.body.job_id);
  expect(job).toMatchObject({ status: 'succeeded', ip: expect.stringMatching(/^\d+\./) });
});

test('with wait the answer has the final state and the new address', async () => {
  const id = add({ state: 'stopped' });

  const { status, body } = await ask('POST', `/start/${id}`, { wait: 20 });

  expect(status).toBe(200);
  expect(body).toMatchObject({ outcome: 'changed', current_state: 'running', ip: expect.stringMatching(/^\d+\./) });
});

test('an instance that falls back after its start is a failed job with the reason', async () => {
  const reason = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };
  const id = add({ state: 'stopped', fallBack: { to: 'stopped', reason } });

  const job = await ended((await ask('POST', `/start/${id}`, { async: true })).body.job_id);

  expect(job.status).toBe('failed');
  expect(JSON.stringify(job)).toContain('kms:CreateGrant');
  expect(job.results).toMatchObject([{ code: 'final_state_not_reached', aws_code: 'Client.InternalError' }]);
});

test('a start of an instance that is stopping waits for it', async () => {
  const id = add({});
  await ask('POST', `/stop/${id}`);

  const job = await ended((await ask('POST', `/start/${id}`, { async: true })).body.job_id);

  expect(job).toMatchObject({ status: 'succeeded', results: [{ outcome: 'changed', current_state: 'running' }] });
});

test('a lack of capacity is tried again', async () => {
  const id = add({ state: 'stopped' });
  ec2.simulation.fail({ operation: 'StartInstances', code: 'InsufficientInstanceCapacity', instanceId: id });

  const job = await ended((await ask('POST', `/start/${id}`, { async: true })).body.job_id);

  expect(job.status).toBe('succeeded');
});

test('the same key is the same job, and another request with it is refused', async () => {
  const id = add({ state: 'stopped' });
  const request = { instance_id: id, async: true, idempotency_key: 'once' };

  const [first, second] = await Promise.all([ask('POST', '/start', request), ask('POST', '/start', request)]);
  const other = await ask('POST', '/stop', request);

  expect(first.body.job_id).toBe(second.body.job_id);
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
});

test('stop_after stops the instance again', async () => {
  const id = add({ state: 'stopped' });

  const job = await ended((await ask('POST', `/start/${id}`, { stop_after: '2s' })).body.job_id);

  expect(job.status).toBe('succeeded');
  expect((await ask('GET', `/status/${id}`)).body.status).toBe('stopped');
});

test('a pending stop is cancelled with its job, and the results are kept', async () => {
  const id = add({ state: 'stopped' });
  const { body } = await ask('POST', `/start/${id}`, { stop_after: '1h' });
  for (let polls = 0; polls < 100; polls += 1) {
    if ((await ask('GET', `/jobs/${String(body.job_id)}`)).body.stop_at !== undefined) break;
    await setTimeout(200);
  }

  const cancelled = await ask('DELETE', `/jobs/${String(body.job_id)}`);

  expect(cancelled.body).toMatchObject({ status: 'cancelled', results: [{ instance_id: id, outcome: 'changed' }] });
  expect((await ask('GET', `/status/${id}`)).body.status).toBe('running');
});

test('120 instances are one job, with a result for each', async () => {
  const ids = Array.from({ length: 120 }, () => add({ tags: { Fleet: 'e2e' } }));

  const refused = await ask('POST', '/stop', { tags: { Fleet: 'e2e' } });
  const job = await ended((await ask('POST', '/stop', { tags: { Fleet: 'e2e' }, async: true })).body.job_id);

  expect([refused.status, refused.body.code]).toEqual([422, 'too_many_instances']);
  expect(job.status).toBe('succeeded');
  expect(ids.every((id) => ec2.simulation.instance(id).state === 'stopped')).toBe(true);
});

test('jobs are listed, newest first, and an unknown one is not found', async () => {
  const { body } = await ask('GET', '/jobs?page_size=3');
  const unknown = await ask('GET', '/jobs/00000000-0000-4000-8000-000000000000');

  const times = (body.jobs as readonly { readonly created_at: string }[]).map(({ created_at }) => created_at);
  expect(times).toHaveLength(3);
  expect(times).toEqual([...times].sort().reverse());
  expect([unknown.status, unknown.body.code]).toEqual([404, 'job_not_found']);
});
