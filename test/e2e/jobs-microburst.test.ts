import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { faultRows } from '../support/deployment/fault-rows';
import { everyResult, jobEnded, until } from '../support/deployment/jobs';
import { type FaultRule, type Microburst, startMicroburst } from '../support/deployment/microburst';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';

jest.setTimeout(180_000);

let ec2: ServedEc2;
let microburst: Microburst;
let deployed: Deployed;
let ask: Ask;

beforeAll(async () => {
  ec2 = await serveSimulatedEc2({ delays: { pending: 400, stopping: 400, shuttingDown: 400 } });
  microburst = await startMicroburst(ec2.url);
  deployed = await deployAlone({ EC2_ENDPOINT: microburst.endpoint, CONTEXT: 'retrySeconds=1,1' });
  ask = clientOf(deployed.baseUrl);
});

afterAll(async () => {
  await deployed?.close();
  await microburst?.close();
  await ec2?.close();
});

const add = (spec: Parameters<ServedEc2['simulation']['addInstance']>[1]) =>
  ec2.simulation.addInstance('us-east-1', spec).instanceId;
const stateOf = async (id: string) => ec2.simulation.instance(id).state;
const accept = async (path: string, body: object) => (await ask('POST', path, body)).body.job_id;

const noCapacity = { code: 'InsufficientInstanceCapacity', status: 500 };
const throttled = { code: 'RequestLimitExceeded', status: 503 };

// Side by side, since most of the time each of them waits; so every rule is about instances of its own test.
describe('a job that meets', () => {
  const final = { start: 'running', stop: 'stopped', reboot: 'running', delete: 'terminated' } as const;

  test.concurrent.each(faultRows)('$fault', async ({ action, rule, fired, error, says }) => {
    const id = add({ state: action === 'start' ? 'stopped' : 'running' });
    const timesFired = await microburst.add({ ...rule, about: id });

    const job = await jobEnded(ask, await accept(`/${action}/${id}`, { async: true }));

    expect(job).toMatchObject(
      error === undefined
        ? { status: 'succeeded', results: [{ outcome: 'changed', current_state: final[action] }] }
        : {
            status: 'failed',
            error: { ...error, instance_id: id },
            message: expect.stringContaining(says ?? ''),
            results: [{ outcome: 'failed', action, code: error.code }],
          },
    );
    expect(await timesFired()).toBe(fired);
  });
});

describe('a request that waits for its job', () => {
  test.concurrent('gets the final state of a job that was throttled at first', async () => {
    const id = add({ state: 'stopped' });
    await microburst.add({ operation: 'StartInstances', about: id, error: throttled, times: 4 });

    const { status, body } = await ask('POST', `/start/${id}`, { wait: 25 });

    expect([status, body.current_state, body.ip]).toEqual([200, 'running', ec2.simulation.instance(id).publicIp]);
  });

  test.concurrent('gets the problem that the job has ended in, and when to try again', async () => {
    const id = add({ state: 'stopped' });
    await microburst.add({ operation: 'StartInstances', about: id, error: noCapacity });

    const { status, body, headers } = await ask('POST', `/start/${id}`, { wait: 25 });

    expect([status, headers.get('retry-after')]).toEqual([503, '300']);
    expect(body).toMatchObject({ code: 'insufficient_capacity', aws_code: noCapacity.code, instance_id: id });
  });
});

test.concurrent('a fleet whose chunks are throttled and that holds one instance without capacity', async () => {
  const tags = { Fleet: 'faults' };
  const ids = Array.from({ length: 120 }, () => add({ state: 'stopped', tags }));
  const [first = '', middle = '', last = ''] = [ids[0], ids[60], ids[119]];
  await microburst.add({ operation: 'StartInstances', about: first, error: throttled, times: 4 });
  await microburst.add({ operation: 'StartInstances', about: middle, error: noCapacity });
  await microburst.add({ operation: 'StartInstances', about: last, reset: true, times: 2 });

  const job = await jobEnded(ask, await accept('/start', { tags, async: true }), 60);
  const results = await everyResult(ask, job);

  expect(job).toMatchObject({ status: 'failed', error: { code: 'insufficient_capacity', instance_id: middle } });
  expect(new Set(results.map(({ instance_id }) => instance_id))).toEqual(new Set(ids));
  expect(results.filter(({ code }) => code !== undefined)).toHaveLength(1);
  expect(results.filter(({ current_state }) => current_state === 'running')).toHaveLength(119);
});

describe('a create', () => {
  const launched = async (name: string) => (await ask('GET', `/list?tag=Name=${name}`)).body.instances;

  test.concurrent.each<[string, Omit<FaultRule, 'operation'>]>([
    ['capacity-comes', { error: noCapacity, times: 2 }],
    ['throttling-passes', { error: throttled, times: 4 }],
    ['connection-dropped', { reset: true, times: 2 }],
    ['answer-lost', { response: { abort_bytes: 0 }, times: 1 }],
    ['every-answer-lost', { response: { abort_bytes: 0 } }],
  ])('makes one instance for all that: %s', async (name, rule) => {
    await microburst.add({ operation: 'RunInstances', about: name, ...rule });

    const { status, body } = await ask('POST', '/create', { name, username: 'student', password: 'student-1' });

    expect([status, body.status]).toEqual([201, 'running']);
    expect(await launched(name)).toMatchObject([{ instance_id: body.instance_id, ip: body.ip }]);
  });

  test.concurrent('says that there is no capacity, and has made nothing', async () => {
    await microburst.add({ operation: 'RunInstances', about: 'nowhere', error: noCapacity });

    const { status, body } = await ask('POST', '/create', { name: 'nowhere' });

    expect([status, body.code, body.retryable]).toEqual([503, 'insufficient_capacity', true]);
    expect(body.detail).toContain('It was tried 3 times.');
    expect(await launched('nowhere')).toEqual([]);
  });
});

test.concurrent('a look that fails is repeated, for EC2 has accepted the change', async () => {
  const id = add({ state: 'stopped' });
  const jobId = await accept(`/start/${id}`, { async: true });
  await until(
    () => stateOf(id),
    (state) => state !== 'stopped',
  );

  const fired = await microburst.add({ operation: 'DescribeInstances', about: id, error: throttled, times: 4 });
  const job = await jobEnded(ask, jobId);

  expect(job).toMatchObject({ status: 'succeeded', results: [{ outcome: 'changed', current_state: 'running' }] });
  expect(await fired()).toBe(4);
});

test.concurrent('the stop of stop_after is tried again, and a stop that fails is told', async () => {
  const [late, never] = [add({ state: 'stopped' }), add({ state: 'stopped' })];
  await microburst.add({ operation: 'StopInstances', about: late, error: throttled, times: 4 });
  await microburst.add({ operation: 'StopInstances', about: never, error: throttled });

  const accepted = await Promise.all([late, never].map((id) => accept(`/start/${id}`, { stop_after: '2s' })));
  const [stopped, failed] = await Promise.all(accepted.map((jobId) => jobEnded(ask, jobId)));

  expect(stopped).toMatchObject({ status: 'succeeded', results: [{ action: 'start' }, { action: 'stop' }] });
  expect(await stateOf(late)).toBe('stopped');
  expect(failed).toMatchObject({
    status: 'failed',
    error: { code: 'aws_throttled', instance_id: never },
    results: [
      { action: 'start', outcome: 'changed' },
      { action: 'stop', outcome: 'failed' },
    ],
  });
  expect(await stateOf(never)).toBe('running');
});

test.concurrent('a job that is cancelled while EC2 refuses it does not try again', async () => {
  const [id, other] = [add({ state: 'stopped' }), add({ state: 'stopped' })];
  // The refusal comes 4 s after the call, and 1 s later the second try, which succeeds.
  const slow = { operation: 'StartInstances', error: noCapacity, latency: 4_000, times: 1 };
  const fired = await microburst.add({ ...slow, about: id });
  await microburst.add({ ...slow, about: other });
  const jobId = await accept(`/start/${id}`, { async: true });
  await until(fired, (times) => times === 1);
  const otherId = await accept(`/start/${other}`, { async: true });

  const cancelled = await ask('DELETE', `/jobs/${jobId}`);
  const tried = await jobEnded(ask, otherId);

  expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  expect([tried.status, await stateOf(other)]).toEqual(['succeeded', 'running']);
  expect(await stateOf(id)).toBe('stopped');
  expect((await ask('GET', `/jobs/${jobId}`)).body.status).toBe('cancelled');
});
