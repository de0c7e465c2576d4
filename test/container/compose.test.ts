import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Metric } from '../../contract/metrics';

const root = resolve(__dirname, '../..');
const folder = join(root, 'container');

interface Service {
  readonly build?: { readonly target: string };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly read_only?: boolean;
}

const text = readFileSync(join(folder, 'compose.yaml'), 'utf8');
const { services }: { services: Readonly<Record<string, Service>> } = parse(text, { merge: true });
const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');

test('every port is published on the loopback address alone', () => {
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);

  expect(ports).toHaveLength(4);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('nothing has a capability, and what is ours has a root that cannot be written', () => {
  for (const service of Object.values(services)) {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.privileged).toBeUndefined();
  }
  expect([services.api?.read_only, services.emulator?.read_only]).toEqual([true, true]);
});

test('everything is built from a target of the Dockerfile, whose base images have a version', () => {
  for (const { build } of Object.values(services)) expect(dockerfile).toContain(` AS ${build?.target}\n`);
  const bases = [...dockerfile.matchAll(/^ARG (\w+_IMAGE)=(\S+)$/gm)].map(([, , image = '']) => image);

  expect(bases).toHaveLength(5);
  expect(bases.filter((image) => !/:(v?\d+\.\d+|nonroot$)/.test(image))).toEqual([]);
});

test('the image of the server is made of copies: a machine of one kind builds it for all', () => {
  const [, stage = ''] = /^FROM \S+ AS server$(.*?)^FROM /ms.exec(dockerfile) ?? [];

  expect(stage).toContain('COPY');
  expect(stage).not.toMatch(/^(RUN|ADD)/m);
  expect(dockerfile).toMatch(/^FROM --platform=\$BUILDPLATFORM \S+ AS packages$/m);
});

test('what is copied into an image that another user runs has rights of its own', () => {
  const last = dockerfile.slice(dockerfile.indexOf(' AS server'));
  const copies = [...last.matchAll(/^COPY .*$/gm)].map(([line]) => line);

  // A requirement that only the build reads, and a program that an image brings along.
  const others = copies.filter((line) => !/ --ch(mod|own)=/.test(line));
  expect(others).toEqual([
    'COPY config/python/ministack.txt ./',
    'COPY --from=node /usr/local/bin/node /usr/local/bin/node',
  ]);
});

test('nothing of the checkout is mounted: the engine may be on another machine, and the files unreadable to others', () => {
  const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes);

  expect(mounted.filter((volume) => !/^[a-z]+:/.test(volume))).toEqual([]);
});

test('Grafana has no administrator, and lets everybody look', () => {
  expect(services.grafana?.environment).toMatchObject({
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
  });
});

test('the dashboard draws only metrics that there are, from the source that is provisioned', () => {
  const grafana = join(root, 'monitoring/grafana');
  const [source] = parse(readFileSync(join(grafana, 'provisioning/datasources/prometheus.yml'), 'utf8')).datasources;
  const recorded = [...readFileSync(join(root, 'monitoring/rules/recording.yml'), 'utf8').matchAll(/record: (\S+)/g)];
  const known = new Set([
    'up',
    ...Object.values(Metric).flatMap((name) => [name, `${name}_bucket`]),
    ...recorded.map(([, name = '']) => name),
  ]);

  for (const file of readdirSync(join(grafana, 'dashboards'))) {
    const { panels } = JSON.parse(readFileSync(join(grafana, 'dashboards', file), 'utf8'));
    expect(panels.length).toBeGreaterThan(8);
    for (const { datasource, targets } of panels) {
      expect(datasource.uid).toBe(source.uid);
      for (const { expr } of targets) {
        const names = [...expr.matchAll(/\b(?:up|(?:http|ec2)_[\w:]+)\b/g)].map(([name]) => name);
        expect([expr, names.length > 0, names.filter((name) => !known.has(name))]).toEqual([expr, true, []]);
      }
    }
  }
});
