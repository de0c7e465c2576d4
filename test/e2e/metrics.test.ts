import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { defined } from '../../contract/defined';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { readExposition, type Scrape } from '../support/metrics/exposition';
import { writeJobs } from '../support/metrics/many-jobs';
import { findPrometheus } from '../support/metrics/prometheus';
import { type PrometheusServer, startPrometheus } from '../support/metrics/prometheus-server';

jest.setTimeout(180_000);

const count = 'http_request_duration_seconds_count';
const tools = findPrometheus();
let api: Deployed;

beforeAll(async () => {
  api = await deployAlone();
});
afterAll(() => api?.close());

const get = (path: string) => fetch(`${api.baseUrl}${path}`);

/** Workers that ask side by side until all paths are asked for. */
async function ask(paths: readonly string[], workers: number): Promise<readonly number[]> {
  const left = [...paths];
  const statuses: number[] = [];
  const worker = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) statuses.push((await get(path)).status);
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return statuses;
}

/** Scrapes until a series has the value: a busy machine may take longer for a write than a request waits for it. */
async function scrapeUntil(labels: Readonly<Record<string, string>>, value: number): Promise<Scrape> {
  for (const deadline = Date.now() + 10_000; ; await setTimeout(200)) {
    const scrape = readExposition(await (await get('/metrics')).text());
    if (scrape.value(count, labels) === value || Date.now() > deadline) return scrape;
  }
}

test('100 requests from 20 workers at once are exactly 100 in the histogram', async () => {
  const labels = { path: '/tocos/{user}', method: 'GET', status: '200' };

  const statuses = await ask(
    Array.from({ length: 100 }, () => '/tocos/Sam'),
    20,
  );

  const scrape = await scrapeUntil(labels, 100);
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  expect(scrape.value(count, labels)).toBe(100);
  expect(scrape.value('http_request_duration_seconds_bucket', { ...labels, le: '+Inf' })).toBe(100);
  expect(scrape.value('ec2_control_cold_starts_total')).toBeGreaterThan(1);
});

test('random paths add one series', async () => {
  const labels = { path: 'NOT_FOUND', method: 'GET', status: '404' };
  const paths = Array.from({ length: 100 }, (_, i) => `/${(i * 7_919).toString(36)}/${i}`);

  await ask(paths, 10);

  const scrape = await scrapeUntil(labels, 100);
  expect(scrape.all(count, { path: 'NOT_FOUND' })).toHaveLength(1);
  expect(scrape.value(count, labels)).toBe(100);
});

test('a scrape says what it is, and shows the instances by state', async () => {
  const answer = await get('/metrics');
  const scrape = readExposition(await answer.text());

  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(scrape.value('ec2_instances', { state: 'running' })).toBeGreaterThanOrEqual(1);
  expect(scrape.all('ec2_control_scrape_success').map(({ value }) => value)).toEqual([1, 1, 1, 1]);
});

test('what changes instances is counted by outcome', async () => {
  const stop = await fetch(`${api.baseUrl}/stop`, { method: 'POST' });
  await fetch(`${api.baseUrl}/stop`, { method: 'POST' });

  const scrape = await scrapeUntil({ path: '/stop', method: 'POST', status: '200' }, 2);
  expect(stop.status).toBe(200);
  expect(scrape.value('ec2_control_outcomes_total', { action: 'stop', outcome: 'changed' })).toBe(1);
  expect(scrape.value('ec2_control_outcomes_total', { action: 'stop', outcome: 'unchanged' })).toBe(1);
});

// A machine on which Prometheus cannot be had checks the scrape by this project's own reader alone.
if (tools !== undefined) {
  describe("Prometheus' own programs", () => {
    let prometheus: PrometheusServer;
    beforeAll(async () => {
      prometheus = await startPrometheus(tools, `${api.baseUrl}/metrics`);
    });
    afterAll(() => prometheus?.close());
    const promtool = (parameters: readonly string[], input?: string) =>
      execFileSync(tools.promtool, parameters, { encoding: 'utf8', ...defined({ input }) });

    test('promtool finds nothing wrong with a scrape, the configuration and the rules', async () => {
      const scrape = await (await get('/metrics')).text();

      expect(promtool(['check', 'metrics'], scrape)).toBe('');
      expect(promtool(['check', 'config', join(prometheus.folder, 'prometheus.yml')])).toContain('SUCCESS');
      expect(promtool(['test', 'rules', resolve(__dirname, '../../monitoring/tests/alerts.yml')])).toContain('SUCCESS');
    });

    test('Prometheus scrapes the API, and sees the requests that come', async () => {
      expect(await prometheus.query('up{job="ec2-control"}', ([up]) => up === 1)).toEqual([1]);
      const requests = `${count}{path="/tocos", method="GET", status="200"}`;

      await ask(['/tocos', '/tocos', '/tocos'], 1);

      expect(await prometheus.query(requests, ([seen]) => seen === 3)).toEqual([3]);
      expect(await prometheus.query('sum(ec2_instances)', ([sum = 0]) => sum > 0)).toEqual([1]);
    });

    test('the rules are evaluated', async () => {
      const recorded = await prometheus.query('ec2_control:requests:rate5m', (values) => values.length > 0);

      expect(recorded.length).toBeGreaterThan(0);
      expect(await prometheus.query('ALERTS{alertstate="firing"}', () => true)).toEqual([]);
    });
  });
}

test('with 20,000 jobs on record a scrape is in time, and what it could not count is missing and said to be', async () => {
  await writeJobs(api.endpoint, 20_000);
  const begun = performance.now();

  const { all, value } = readExposition(await (await get('/metrics')).text());

  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(value('ec2_control_scrape_success', { source: 'requests' })).toBe(1);
  const jobs = all('ec2_control_jobs').reduce((sum, sample) => sum + sample.value, 0);
  if (value('ec2_control_scrape_success', { source: 'jobs' }) === 1) expect(jobs).toBeGreaterThanOrEqual(20_000);
  else expect(all('ec2_control_jobs')).toEqual([]);
});
