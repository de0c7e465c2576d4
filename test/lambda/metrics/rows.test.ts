import fc from 'fast-check';
import { problems } from '../../../contract/problems';
import { metricFamilies } from '../../../lambda/metrics/families';
import { exposition } from '../../../lambda/metrics/prometheus';
import { coldStartRow, countOutcomes, jobRow, requestRow } from '../../../lambda/metrics/rows';
import type { CounterRow } from '../../../lambda/metrics/scrape';
import { readExposition, type Scrape } from '../../support/metrics/exposition';

const request = { path: '/start', method: 'POST', status: 200, milliseconds: 42, outcomes: [] };
const build = { version: '1.2.3', region: 'us-east-1', profile: 'lab' };

function scrapeOf(requests: readonly CounterRow[]): Scrape {
  return readExposition(exposition(metricFamilies({ requests, failures: {} }, build)));
}

describe('the row of a request', () => {
  test('counts it in one bucket, and its time in whole microseconds', () => {
    const row = requestRow({ ...request, milliseconds: 42.0004 });

    expect(row).toEqual({ key: 'http#POST#200#/start', values: { le_50: 1, sum_us: 42_000 } });
  });

  test('counts a time on a bound in the bucket of the bound, as Prometheus does', () => {
    const buckets = [5, 5.001, 30_000, 30_000.001].map((milliseconds) => requestRow({ ...request, milliseconds }));

    expect(buckets.map(({ values }) => Object.keys(values)[0])).toEqual(['le_5', 'le_10', 'le_30000', 'le_inf']);
  });

  test('holds the outcomes of its instances', () => {
    const outcomes = countOutcomes([changed, changed, { ...changed, outcome: 'refused', reason }]);

    const { values } = requestRow({ ...request, status: 207, outcomes });

    expect(values).toMatchObject({ 'outcome#start#changed': 2, 'outcome#start#refused#asg_managed': 1 });
  });
});

describe('rows in a scrape', () => {
  test('the rows of one result of firings are added up', () => {
    const rows = [
      { key: 'firing#started#7', values: { firings: 2 } },
      { key: 'firing#started#63', values: { firings: 3 } },
      { key: 'firing#missed#7', values: { firings: 1 } },
      { key: 'firing#unheard-of#7', values: { firings: 9 } },
    ];

    const text = exposition(metricFamilies({ requests: rows, failures: {} }, build));

    expect(text.match(/^ec2_control_schedule_firings_total.*$/gm)).toEqual([
      'ec2_control_schedule_firings_total{result="started"} 5',
      'ec2_control_schedule_firings_total{result="missed"} 1',
      'ec2_control_schedule_firings_total{result="refused"} 0',
    ]);
  });

  test('a histogram has cumulative buckets, of which the last is the count', () => {
    const times = [1, 7, 7.5, 400, 60_000];
    const rows = times.map((milliseconds) => requestRow({ ...request, milliseconds }));
    const values: Record<string, number> = {};
    for (const row of rows) for (const [name, n] of Object.entries(row.values)) values[name] = (values[name] ?? 0) + n;

    const scrape = scrapeOf([{ key: 'http#POST#200#/start', values }]);

    const labels = { path: '/start', method: 'POST', status: '200' };
    const bucket = (le: string) => scrape.value('http_request_duration_seconds_bucket', { ...labels, le });
    expect(['0.005', '0.01', '0.25', '0.5', '30', '+Inf'].map(bucket)).toEqual([1, 3, 3, 4, 4, 5]);
    expect(scrape.value('http_request_duration_seconds_count', labels)).toBe(5);
    expect(scrape.value('http_request_duration_seconds_sum', labels)).toBe(60.4155);
    expect(scrape.types.get('http_request_duration_seconds')).toBe('histogram');
  });

  test('adding any request never lets a number go down', () => {
    const labels = { path: '/start', method: 'POST', status: '200' };
    const anyTime = fc.double({ min: 0, max: 60_000, noNaN: true });

    fc.assert(
      fc.property(fc.array(anyTime, { minLength: 1, maxLength: 30 }), (times) => {
        const values: Record<string, number> = {};
        let before: readonly number[] = [];
        for (const milliseconds of times) {
          for (const [name, n] of Object.entries(requestRow({ ...request, milliseconds }).values)) {
            values[name] = (values[name] ?? 0) + n;
          }
          const now = scrapeOf([{ key: 'http#POST#200#/start', values }])
            .samples.filter((sample) => sample.labels.path === labels.path)
            .map(({ value }) => value);
          expect(now.every((value, i) => value >= (before[i] ?? 0))).toBe(true);
          before = now;
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a bound of another version counts in the next one above it', () => {
    const scrape = scrapeOf([{ key: 'http#GET#200#/list', values: { le_10: 1, le_75: 3, sum_us: 1 } }]);

    const bucket = (le: string) => scrape.value('http_request_duration_seconds_bucket', { le });
    expect(['0.01', '0.05', '0.1', '+Inf'].map(bucket)).toEqual([1, 1, 4, 4]);
  });

  test('outcomes are added up over routes and jobs', () => {
    const outcomes = countOutcomes([changed, { ...changed, outcome: 'refused', reason }]);

    const scrape = scrapeOf([
      requestRow({ ...request, outcomes }),
      requestRow({ ...request, path: '/ec2/start', outcomes }),
      jobRow({ action: 'start', status: 'failed', outcomes }),
    ]);

    expect(scrape.all('ec2_control_outcomes_total').map(({ labels, value }) => ({ ...labels, value }))).toEqual([
      { action: 'start', outcome: 'changed', code: '', value: 3 },
      { action: 'start', outcome: 'refused', code: 'asg_managed', value: 3 },
    ]);
    expect(scrape.value('ec2_control_jobs_ended_total', { action: 'start', status: 'failed' })).toBe(1);
  });

  test('ends of jobs that have not been are zero, so that the first one is seen to come', () => {
    const ends = scrapeOf([]).all('ec2_control_jobs_ended_total');

    expect(ends).toHaveLength(15);
    expect(ends.every(({ value }) => value === 0)).toBe(true);
  });

  test('starts of the function are counted', () => {
    expect(scrapeOf([coldStartRow]).value('ec2_control_cold_starts_total')).toBe(1);
    expect(scrapeOf([]).value('ec2_control_cold_starts_total')).toBe(0);
  });

  test('a row of a kind that this version does not know is left out', () => {
    const scrape = scrapeOf([{ key: 'later#x', values: { le_5: 1, jobs: 4 } }]);

    expect(scrape.samples.map(({ name }) => name)).not.toContain('http_request_duration_seconds_count');
    expect(scrape.all('ec2_control_jobs_ended_total').map(({ value }) => value)).not.toContain(4);
  });
});

test('no problem code breaks the names of values', () => {
  expect(Object.keys(problems).filter((code) => code.includes('#'))).toEqual([]);
});

const changed = {
  instanceId: 'i-00000001',
  action: 'start',
  outcome: 'changed',
  previousState: 'stopped',
  currentState: 'pending',
  ip: null,
} as const;
const reason = { code: 'asg_managed', detail: '', retryable: false } as const;
