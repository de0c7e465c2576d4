import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Metric } from '../../contract/metrics';

const root = resolve(__dirname, '../..');
const monitoring = join(root, 'monitoring');

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: { readonly summary?: string; readonly description?: string };
  readonly labels?: { readonly severity?: string };
}
interface RuleFile {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

const rules = ['recording.yml', 'alerts.yml'].flatMap((file) => {
  const { groups }: RuleFile = parse(readFileSync(join(monitoring, 'rules', file), 'utf8'));
  return groups.flatMap((group) => group.rules);
});
const recorded = rules.flatMap(({ record }) => record ?? []);

/** Names of metrics in an expression: what is no function, no keyword, no label and no text. */
function metricsIn(expression: string): readonly string[] {
  const plain = expression
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\b(by|without|on|ignoring) \([^)]*\)/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\boffset \w+/g, '');
  const keywords = ['or', 'and', 'unless'];
  return [...plain.matchAll(/[a-z_][\w:]*(?![\w:]*\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !keywords.includes(name));
}

test('rules use only metrics that there are', () => {
  const exposed = Object.values(Metric).flatMap((name) => [name, `${name}_bucket`, `${name}_count`, `${name}_sum`]);
  const known = new Set(['up', ...exposed, ...recorded]);

  const used = rules.flatMap(({ expr }) => metricsIn(expr));

  expect(used.filter((name) => !known.has(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(10);
});

test('every alert says what is wrong, how bad it is and what was seen', () => {
  const alerts = rules.filter(({ alert }) => alert !== undefined);

  for (const { annotations, labels } of alerts) {
    expect(annotations?.summary).toMatch(/\w/);
    expect(annotations?.description).toMatch(/\w/);
    expect(labels?.severity).toMatch(/^(warning|critical)$/);
  }
  expect(alerts.length).toBeGreaterThan(3);
});

test('the unit tests of the rules cover every alert', () => {
  const cases = readFileSync(join(monitoring, 'tests/alerts.yml'), 'utf8');

  for (const { alert } of rules) expect(alert === undefined || cases.includes(`alertname: ${alert}`)).toBe(true);
});

describe('prepare.sh', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'monitoring-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  const prepare = (...parameters: readonly string[]) =>
    execFileSync('sh', [join(monitoring, 'prepare.sh'), directory, ...parameters], { encoding: 'utf8', stdio: 'pipe' });
  const read = (file: string) => readFileSync(join(directory, file), 'utf8');

  test.each([
    [
      'http://localhost:4566/restapis/ec2control/prod/_user_request_/metrics',
      'localhost:4566',
      'http',
      '/restapis/ec2control/prod/_user_request_/metrics',
    ],
    [
      'https://abc.execute-api.eu-west-1.amazonaws.com/prod/metrics',
      'abc.execute-api.eu-west-1.amazonaws.com',
      'https',
      '/prod/metrics',
    ],
  ])('leads Prometheus to %s', (url, target, scheme, path) => {
    prepare(url);

    expect(JSON.parse(read('target.json'))).toEqual([
      { targets: [target], labels: { __scheme__: scheme, __metrics_path__: path } },
    ]);
  });

  test('lays out every file that the configuration names', () => {
    prepare('http://localhost:4566/prod/metrics');

    const config = parse(read('prometheus.yml'));
    const [scrape] = config.scrape_configs;
    expect(read(scrape.authorization.credentials_file)).toBe('');
    expect(scrape.file_sd_configs).toEqual([{ files: ['target.json'] }]);
    expect(config.rule_files).toEqual(['rules/*.yml']);
    expect(read('rules/alerts.yml')).toContain('groups:');
  });

  test('scrapes as often as it is told to, in no more time than that', () => {
    execFileSync('sh', [join(monitoring, 'prepare.sh'), directory, 'http://localhost:4566/prod/metrics'], {
      env: { ...process.env, SCRAPE_INTERVAL: '5s' },
    });

    expect(parse(read('prometheus.yml')).global).toEqual({ scrape_interval: '5s', evaluation_interval: '5s' });
  });

  test('hands the key over by its file', () => {
    const key = join(monitoring, 'compose.yaml');

    prepare('http://localhost:4566/prod/metrics', key);

    expect(read('key')).toBe(readFileSync(key, 'utf8'));
  });

  test.each(['http://localhost:4566/prod', 'localhost/metrics', ''])('refuses %j', (url) => {
    expect(() => prepare(url)).toThrow(/URL of the (API's )?\/?metrics/);
  });
});

test('the container starts what the tests start', () => {
  const { services } = parse(readFileSync(join(monitoring, 'compose.yaml'), 'utf8'));
  const { build, network_mode: network, environment } = services.prometheus;

  expect(build).toEqual({ context: '..', dockerfile: 'container/Dockerfile', target: 'prometheus' });
  expect(readFileSync(join(root, build.dockerfile), 'utf8')).toContain('monitoring/start.sh');
  expect(readFileSync(join(monitoring, 'start.sh'), 'utf8')).toContain('prepare.sh');
  expect([network, environment.LISTEN]).toEqual(['host', '127.0.0.1:9090']);
});
