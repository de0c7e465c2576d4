import { Problem } from '../../../lambda/domain/problem';
import type { Ec2 } from '../../../lambda/instances/ec2';
import { metricFamilies } from '../../../lambda/metrics/families';
import { exposition } from '../../../lambda/metrics/prometheus';
import { type CounterRow, type MetricsSources, readMetrics } from '../../../lambda/metrics/scrape';
import { anyone } from '../../support/app';
import { anInstance } from '../../support/instances';
import { readExposition } from '../../support/metrics/exposition';

const jobs = async () => ({});
const build = { version: '1.2.3', region: 'us-east-1', profile: 'lab' };
const rows: readonly CounterRow[] = [{ key: 'function', values: { cold_starts: 3 } }];

/** An EC2 of which a scrape needs its pages only. */
function pages(find: Ec2['find']): Pick<Ec2, 'find'> {
  return { find };
}

async function scrape(sources: MetricsSources, caller = anyone, now = () => 0) {
  return readExposition(exposition(metricFamilies(await readMetrics(sources, caller, now), build)));
}

test('instances are counted by state over all pages, and states without any are zero', async () => {
  const ec2 = pages(async ({ token }) =>
    token === undefined
      ? { instances: [anInstance({ state: 'running' }), anInstance({ state: 'stopped' })], token: 'next' }
      : { instances: [anInstance({ state: 'running' })] },
  );

  const { all, value } = await scrape({ ec2, jobs });

  const states = Object.fromEntries(all('ec2_instances').map((sample) => [sample.labels.state, sample.value]));
  expect(states).toEqual({
    pending: 0,
    running: 2,
    stopping: 0,
    stopped: 1,
    'shutting-down': 0,
    terminated: 0,
    unknown: 0,
  });
  expect(value('ec2_control_scrape_success', { source: 'instances' })).toBe(1);
});

test('instances that the caller does not see are not counted', async () => {
  const mine = anInstance({ state: 'running', tags: { Team: 'web' } });
  const ec2 = pages(async () => ({ instances: [mine, anInstance({ state: 'running' })] }));

  const { value } = await scrape({ ec2, jobs }, { ...anyone, tags: { Team: 'web' } });

  expect(value('ec2_instances', { state: 'running' })).toBe(1);
});

test('more instances than a scrape can read are no number at all', async () => {
  const endless = pages(async () => ({ instances: [anInstance()], token: 'next' }));

  const { all, value } = await scrape({ ec2: endless, jobs });

  expect(all('ec2_instances')).toEqual([]);
  expect(value('ec2_control_scrape_success', { source: 'instances' })).toBe(0);
});

test('no page is asked for when five seconds have passed', async () => {
  let time = 0;
  let asked = 0;
  const slow = pages(async () => {
    asked += 1;
    time += 3_000;
    return { instances: [], token: 'next' };
  });

  const { failures } = await readMetrics({ ec2: slow, jobs }, anyone, () => time);

  expect(asked).toBe(2);
  expect(failures.instances).toBeInstanceOf(Error);
});

test('a source that does not answer in time is given up, and the others are there', async () => {
  jest.useFakeTimers();
  const ec2 = pages(async () => ({ instances: [anInstance({ state: 'running' })] }));
  const scraping = readMetrics({ ec2, jobs: () => new Promise(() => {}) }, anyone, () => 0);
  await jest.advanceTimersByTimeAsync(9_000);

  const { instances, failures } = await scraping;
  jest.useRealTimers();

  expect(instances?.get('running')).toBe(1);
  expect(failures).toMatchObject({ jobs: { code: 'aws_timeout' } });
});

test('a source that fails leaves the others', async () => {
  const ec2 = pages(async () => {
    throw new Problem('aws_throttled', 'later');
  });
  const broken = async () => {
    throw new Error('no table');
  };

  const withoutInstances = await scrape({ ec2, counters: async () => rows, jobs: async () => ({ running: 2 }) });
  const withoutCounters = await scrape({ ec2: noInstances, counters: broken, jobs: broken });

  expect(withoutInstances.value('ec2_control_cold_starts_total')).toBe(3);
  expect(withoutInstances.value('ec2_control_jobs', { status: 'running' })).toBe(2);
  expect(withoutInstances.all('ec2_instances')).toEqual([]);
  expect(withoutCounters.value('ec2_instances', { state: 'running' })).toBe(0);
  expect(withoutCounters.all('ec2_control_cold_starts_total')).toEqual([]);
  expect(success(withoutInstances)).toEqual({ requests: 1, instances: 0, jobs: 1 });
  expect(success(withoutCounters)).toEqual({ requests: 0, instances: 1, jobs: 0 });
});

test('a source that does not exist is not shown, and has not failed', async () => {
  const result = await scrape({ ec2: noInstances, jobs });

  expect(success(result)).toEqual({ instances: 1, jobs: 1 });
  expect(result.types.has('http_request_duration_seconds')).toBe(false);
});

test('the build that answers is told', async () => {
  const { all } = await scrape({ ec2: noInstances, jobs });

  expect(all('ec2_control_build_info')).toEqual([{ name: 'ec2_control_build_info', labels: build, value: 1 }]);
});

const noInstances = pages(async () => ({ instances: [] }));

function success({ all }: Awaited<ReturnType<typeof scrape>>) {
  return Object.fromEntries(all('ec2_control_scrape_success').map(({ labels, value }) => [labels.source, value]));
}
