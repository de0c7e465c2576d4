import fc from 'fast-check';
import { composeMetrics } from '../../lambda/compose-metrics';
import { readConfig } from '../../lambda/config';
import { createSimulatedEc2 } from '../support/ec2/twin';
import { createCounterTable } from '../support/metrics/counter-table';
import { type InstanceOptions, startInstance } from '../support/metrics/instances';
import { createTestLog } from '../support/metrics/log';

const count = 'http_request_duration_seconds_count';

function createFixture(options: Partial<InstanceOptions> = {}) {
  const counters = createCounterTable();
  const ec2 = createSimulatedEc2();
  return { counters, ec2, start: () => startInstance({ counters, ec2, ...options }) };
}

test('100 requests from 20 workers at once are exactly 100 in the histogram', async () => {
  const { start } = createFixture();
  const workers = Array.from({ length: 20 }, start);

  await Promise.all(
    workers.map(async (worker) => {
      for (let i = 0; i < 5; i += 1) await worker.request({ resource: '/list' });
    }),
  );

  const scrape = await start().scrape();
  const list = { path: '/list', method: 'GET', status: '200' };
  expect(scrape.value(count, list)).toBe(100);
  expect(scrape.value('http_request_duration_seconds_bucket', { ...list, le: '+Inf' })).toBe(100);
});

test('a thousand random paths add one series', async () => {
  const { start } = createFixture();
  const instance = start();
  await instance.request({ resource: '/list' });
  const paths = fc.sample(fc.webPath(), 1_000);

  for (const path of paths) await instance.request({ resource: '/{proxy+}', path });

  const { all } = await instance.scrape();
  expect(all(count).map(({ labels, value }) => ({ ...labels, value }))).toEqual([
    { path: '/list', method: 'GET', status: '200', value: 1 },
    { path: 'NOT_FOUND', method: 'GET', status: '404', value: 1_000 },
  ]);
});

test('a thousand random methods add one series of method OTHER', async () => {
  const { start } = createFixture();
  const instance = start();
  const methods = fc.sample(fc.stringMatching(/^[A-Z]{8,12}$/), 1_000);

  for (const method of methods) await instance.request({ resource: '/list', method });

  const { all } = await instance.scrape();
  expect(all(count).map(({ labels, value }) => ({ ...labels, value }))).toEqual([
    { path: '/list', method: 'OTHER', status: '405', value: 1_000 },
  ]);
});

test('a request has one write; an instance has one more for its start', async () => {
  const { counters, start } = createFixture();
  const instance = start();

  await instance.request({ resource: '/list' });
  await instance.request({ resource: '/status' });
  await instance.request({ resource: '/health' });
  await new Promise(setImmediate);

  expect(counters.asked.map(({ key }) => key).sort()).toEqual([
    'function',
    'http#GET#200#/health',
    'http#GET#200#/list',
    'http#GET#400#/status',
  ]);
});

test('starts of instances are counted, and the first request of each is marked in the log', async () => {
  const { start } = createFixture();
  const instances = [start(), start(), start()];

  for (const instance of instances) {
    await instance.request({ resource: '/health' });
    await instance.request({ resource: '/health' });
    await new Promise(setImmediate);
  }

  expect((await start().scrape()).value('ec2_control_cold_starts_total')).toBeGreaterThanOrEqual(3);
  expect(instances.map(({ log }) => log.lines.map((line) => line.cold_start))).toEqual([
    [1, undefined],
    [1, undefined],
    [1, undefined],
  ]);
});

test('what became of instances is counted and logged, but not what a dry run foretells', async () => {
  const { ec2, start } = createFixture();
  const stopped = ec2.add({ state: 'stopped' });
  const running = ec2.add({ state: 'running' });
  const instance = start();
  const body = { instance_id: [stopped, running, 'i-00000000'] };

  await instance.request({ method: 'POST', resource: '/start', body: { ...body, dry_run: true } });
  await instance.request({ method: 'POST', resource: '/start', body });

  const { all } = await instance.scrape();
  expect(all('ec2_control_outcomes_total').map(({ labels, value }) => ({ ...labels, value }))).toEqual([
    { action: 'start', outcome: 'changed', code: '', value: 1 },
    { action: 'start', outcome: 'refused', code: 'instance_not_found', value: 1 },
    { action: 'start', outcome: 'unchanged', code: '', value: 1 },
  ]);
  expect(instance.log.lines.filter(({ message }) => message === 'outcome')).toMatchObject([
    { level: 'info', request_id: 'request-1', action: 'start', outcome: 'changed', outcomes: 1 },
    { level: 'info', action: 'start', outcome: 'unchanged', outcomes: 1 },
    { level: 'warn', action: 'start', outcome: 'refused', code: 'instance_not_found', outcomes: 1 },
  ]);
});

test('with request metrics off nothing is written, and the gauges are still there', async () => {
  const { counters, start } = createFixture({ config: { requestMetrics: false } });
  const instance = start();

  await instance.request({ resource: '/list' });
  const scrape = await instance.scrape();

  expect(counters.asked).toEqual([]);
  expect(scrape.types.has('http_request_duration_seconds')).toBe(false);
  expect(scrape.value('ec2_instances', { state: 'running' })).toBe(0);
});

test('a table that refuses or breaks changes no answer', async () => {
  const { counters, start } = createFixture();
  const instance = start();
  const statuses: number[] = [];

  for (const answer of [
    async () => ({ kind: 'not_written', cause: new Error('throttled') }) as const,
    async () => ({ kind: 'unknown', cause: new Error('500') }) as const,
  ]) {
    counters.answer = answer;
    statuses.push((await instance.request({ resource: '/list' })).statusCode);
  }

  expect(statuses).toEqual([200, 200]);
  expect(instance.log.lines.map(({ message }) => message)).toContain('metrics');
});

test('a job that has ended is counted and logged', async () => {
  const { counters } = createFixture();
  const log = createTestLog();
  const config = readConfig({ AWS_REGION: 'us-east-1', PROFILE: 'lab', AUTH: 'none', TABLE_NAME: 'records' });
  const metrics = composeMetrics({
    config,
    log,
    store: {
      counters: async () => counters,
      countJobs: async () => ({}),
      countSchedules: async () => ({ enabled: 0, disabled: 0, ended: 0 }),
    },
  });

  const outcomes = [{ action: 'start', outcome: 'failed', code: 'insufficient_capacity', count: 2 }] as const;
  await metrics.onJobEnded({ jobId: 'job-1', action: 'start', status: 'failed', outcomes });

  expect(Object.fromEntries(counters.rows)).toEqual({
    'job#start#failed': { jobs: 1, 'outcome#start#failed#insufficient_capacity': 2 },
  });
  expect(log.lines).toMatchObject([
    { level: 'error', message: 'job', job_id: 'job-1', action: 'start', status: 'failed', jobs_ended: 1 },
    { level: 'warn', message: 'outcome', job_id: 'job-1', code: 'insufficient_capacity', outcomes: 2 },
  ]);
});
