import type { ColdResult } from '../../../bench/cold';
import type { GrowthPoint } from '../../../bench/growth';
import { shown, table } from '../../../bench/markdown';
import { coldPicture, listPicture, stopPicture } from '../../../bench/pictures';
import { loadSection } from '../../../bench/report-tables';
import { median, quantile } from '../../../bench/statistics';
import { targetTable } from '../../../bench/targets';

test('the median is the middle value, or the mean of the middle two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('the 90 % quantile has nine tenths of the values below it', () => {
  expect(quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9)).toBe(10);
  expect(quantile([1], 0.9)).toBe(1);
});

test('a table aligns figures to the right and rounds them', () => {
  expect(table(['', 'ms'], [['load', 12.345]])).toBe('|  | ms |\n| --- | ---: |\n| load | 12.3 |');
  expect([0.123, 12.34, 1234.5].map(shown)).toEqual(['0.12', '12.3', '1,235']);
});

const cold = (load: number, first: number): ColdResult => ({
  subject: { name: 'a handler', command: ['node'], environment: {}, bytes: 200_000 },
  load,
  first,
  total: load + first,
  cpu: load + first,
  loadCpu: load,
  memory: 50,
  p90: load + first,
});

const others = {
  counting: cold(20, 30),
  esm: cold(100, 30),
  defaults: cold(200, 30),
  boto3: cold(250, 10),
  codeCache: cold(10, 20),
};
const points = (...sizes: readonly number[]): readonly GrowthPoint[] =>
  sizes.map((size) => ({
    size,
    product: { milliseconds: 100, memory: 80, calls: 2 },
    boto3: { milliseconds: 50 * size, memory: 80, calls: size },
  }));
const growth = { list: points(100, 1_000, 10_000), stop: points(1, 10, 50, 100) };
const warm = [{ name: '`/status`', product: 1.2, bare: 1, boto3: 2 }];

test('a figure within its target is met', () => {
  const rows = targetTable({ ...others, product: cold(20, 30) }, warm, growth);

  expect(rows).toContain('| Loading ÷ default build | ≤ 0.18 | 0.100 | met |');
  expect(rows).not.toContain('missed');
});

test('a figure beyond its target is said to miss it', () => {
  const rows = targetTable({ ...others, product: cold(40, 30) }, warm, growth);

  expect(rows).toContain('| Loading ÷ default build | ≤ 0.18 | 0.200 | **missed** |');
});

test('the load on the server is compared with what Node.js can do at most', () => {
  const result = { p50: 1, p99: 20.5, memory: 90 };
  const section = loadSection([
    { name: 'bare node:http', requestsPerSecond: 20_000, ...result },
    { name: 'server', requestsPerSecond: 5_000, ...result },
  ]);

  expect(section).toContain('| bare node:http | 20,000 | 1.00 | 1.00 | 20.5 | 90.0 |');
  expect(section).toContain('| server | 5,000 | 0.25 |');
});

test.each([
  ['cold starts', coldPicture([cold(20, 30), others.boto3])],
  ['the list', listPicture(growth)],
  ['stopping', stopPicture(growth)],
])('the picture of %s is well formed and stays in its frame', (_what, svg) => {
  const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const places = [...svg.matchAll(/\b(?:cx|x)="(-?[\d.]+)"/g)].map((match) => Number(match[1]));
  const heights = [...svg.matchAll(/\b(?:cy|y)="(-?[\d.]+)"/g)].map((match) => Number(match[1]));

  expect(svg.match(/<svg /g)?.length).toBe(svg.match(/<\/svg>/g)?.length);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(Math.max(...places)).toBeLessThanOrEqual(Number(width));
  expect(Math.max(...heights)).toBeLessThanOrEqual(Number(height));
  expect(Math.min(...places, ...heights)).toBeGreaterThanOrEqual(0);
});
