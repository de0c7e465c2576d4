import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { CloudWatchMetric, cloudWatchNamespace, Metric, ScrapeSource } from '../../contract/metrics';
import { alarmRules } from '../../lib/telemetry/alarms';
import { Measures } from '../../lib/telemetry/measures';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) => text);

test('every metric is explained', () => {
  const names = [...Object.values(Metric), ...Object.values(CloudWatchMetric), cloudWatchNamespace];

  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('every source of a scrape is named', () => {
  expect(Object.values(ScrapeSource).filter((source) => !page.includes(`\`${source}\``))).toEqual([]);
});

test('every alarm has a section that says what to do', () => {
  const measures = new Measures({ functionName: 'f', apiName: 'a', stageName: 'prod', machineArn: 'm' });
  const throttled = measures.gateway('Count', 'Sum', 'throttled');

  const alarms = alarmRules(measures, throttled).map(({ id }) => id);

  expect(alarms.filter((id) => !headings.includes(id))).toEqual([]);
  expect(alarms.length).toBeGreaterThan(3);
});

test('every alert of the Prometheus rules has its line', () => {
  const file: { groups: { rules: { alert: string }[] }[] } = parse(
    readFileSync(join(root, 'monitoring/rules/alerts.yml'), 'utf8'),
  );

  const alerts = file.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));

  expect(alerts.filter((alert) => !page.includes(`| \`${alert}\` |`))).toEqual([]);
});

test('the recorded series that the page names are recorded', () => {
  const recording = readFileSync(join(root, 'monitoring/rules/recording.yml'), 'utf8');

  const named = [...page.matchAll(/ec2_control:[\w:]+/g)].map(([name]) => name);

  expect(named.filter((name) => !recording.includes(`record: ${name}\n`))).toEqual([]);
  expect(named.length).toBeGreaterThan(0);
});
