import { setTimeout } from 'node:timers/promises';
import { type FaultyProxy, faultyProxy } from '../support/aws/faulty-proxy';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { jobEnded } from '../support/deployment/jobs';
import { reroute } from '../support/deployment/reroute';
import { timed } from '../support/deployment/slow-ec2';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';

jest.setTimeout(180_000);

/** The deployed function with a DynamoDB and Step Functions that are slow, silent, or fail after they have acted. */

let ec2: ServedEc2;
let deployed: Deployed;
let proxy: FaultyProxy;
let ask: Ask;

beforeAll(async () => {
  ec2 = await serveSimulatedEc2({ delays: { stopping: 500 } });
  deployed = await deployAlone({ EC2_ENDPOINT: ec2.url });
  proxy = await faultyProxy(deployed.endpoint);
  await reroute(deployed, { AWS_ENDPOINT_URL_DYNAMODB: proxy.url, AWS_ENDPOINT_URL_SFN: proxy.url });
  ask = clientOf(deployed.baseUrl);
});
afterAll(async () => {
  await deployed?.close();
  await proxy?.close();
  await ec2?.close();
});
beforeEach(() => {
  proxy.clear();
  proxy.calls.length = 0;
  ec2.simulation.reset();
});

const add = () => ec2.simulation.addInstance('us-east-1', { name: 'web' }).instanceId;
const stops = () => ec2.simulation.calls.filter(({ operation }) => operation === 'StopInstances').length;
const starts = () => proxy.calls.filter((operation) => operation === 'StartExecution').length;

test('a table that falls silent late in a wait does not keep the answer, which names the job', async () => {
  const id = add();
  ec2.simulation.slow('StopInstances', 9_000);
  const waiting = timed(ask, 'POST', `/stop/${id}`, { wait: 6 });
  await setTimeout(3_500);
  proxy.fail('*', { kind: 'silent' });

  const { status, body, milliseconds } = await waiting;
  proxy.clear();

  expect([status, typeof body.job_id]).toEqual([202, 'string']);
  expect(milliseconds).toBeLessThan(12_000);
  expect((await jobEnded(ask, body.job_id, 90)).status).toBe('succeeded');
});

test('a state machine that takes its time delays the answer, and the job is begun once', async () => {
  const id = add();
  proxy.fail('StartExecution', { kind: 'slow', milliseconds: 3_000, times: 1 });

  const { status, body } = await ask('POST', `/stop/${id}`, { async: true });

  expect(status).toBe(202);
  expect((await jobEnded(ask, body.job_id)).status).toBe('succeeded');
  expect([starts(), stops()]).toEqual([1, 1]);
});

test('one that has begun the job and answered 500 has begun it once', async () => {
  const id = add();
  proxy.fail('StartExecution', { kind: 'error', acts: true, times: 1 });

  const { status, body } = await ask('POST', `/stop/${id}`, { async: true });

  expect(status).toBe(202);
  expect((await jobEnded(ask, body.job_id)).status).toBe('succeeded');
  expect(stops()).toBe(1);
});

test('one that is silent, and did nothing, is answered in time: nothing happens, and the job says so', async () => {
  const id = add();
  proxy.fail('StartExecution', { kind: 'silent' });

  const { status, body, milliseconds } = await timed(ask, 'POST', `/stop/${id}`, { async: true });
  proxy.clear();
  const { jobs } = (await ask('GET', `/jobs?instance_id=${id}`)).body;

  expect(milliseconds).toBeLessThan(28_000);
  expect([status, body.code, body.retryable]).toEqual([504, 'aws_timeout', true]);
  expect(jobs).toMatchObject([{ status: 'failed', error: { code: 'internal_error', retryable: true } }]);
  expect(stops()).toBe(0);
});

test('one that is silent, and began the job, leaves no answer that is not true', async () => {
  const id = add();
  proxy.fail('StartExecution', { kind: 'silent', acts: true });

  const { status, body } = await ask('POST', `/stop/${id}`, { async: true });
  proxy.clear();
  await setTimeout(1_500);

  expect(status).toBe(202);
  expect((await jobEnded(ask, body.job_id)).status).toBe('succeeded');
  expect([stops(), ec2.simulation.instance(id).state]).toEqual([1, 'stopped']);
});

test('a request whose job could not be begun is begun by its repetition under the same key', async () => {
  const id = add();
  const request = { async: true, idempotency_key: 'again' };
  proxy.fail('StartExecution', { kind: 'silent', times: 1 });

  const first = await ask('POST', `/stop/${id}`, request);
  const second = await ask('POST', `/stop/${id}`, request);

  expect([first.status, second.status]).toEqual([504, 202]);
  expect((await jobEnded(ask, second.body.job_id)).status).toBe('succeeded');
});

test('a table that has written a job and answered 500 does not make the request a repeated one', async () => {
  const id = add();
  proxy.fail('PutItem', { kind: 'error', acts: true, times: 1 });

  const { status, body, headers } = await ask('POST', `/stop/${id}`, { async: true });

  expect(status).toBe(202);
  expect(body.replayed).toBeUndefined();
  expect(headers.get('idempotency-replayed')).toBeNull();
  expect((await jobEnded(ask, body.job_id)).status).toBe('succeeded');
});

test('a job is shown as it stands while the state machine cannot be asked', async () => {
  const id = add();
  ec2.simulation.slow('StopInstances', 8_000);
  const { body } = await ask('POST', `/stop/${id}`, { async: true });
  proxy.fail('DescribeExecution', { kind: 'silent' });

  const { status, body: job, milliseconds } = await timed(ask, 'GET', `/jobs/${body.job_id}`);
  proxy.clear();

  expect([status, job.job_id]).toEqual([200, body.job_id]);
  expect(milliseconds).toBeLessThan(28_000);
  expect((await jobEnded(ask, body.job_id)).status).toBe('succeeded');
});
