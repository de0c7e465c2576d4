import type { Breakdown } from './breakdown';
import type { ColdResult } from './cold';
import type { GrowthPoint } from './growth';
import { type LoadResult, loadConnections, loadRounds } from './load';
import { type Cell, shown, table } from './markdown';

export type LambdaNodeResults = Readonly<Record<'product' | 'esm' | 'defaults', ColdResult>>;

export function coldTable(results: readonly ColdResult[]): string {
  const rows = results.map(({ subject, load, first, total, p90, cpu, memory }): readonly Cell[] => [
    subject.name,
    subject.bytes === undefined ? '–' : `${shown(subject.bytes / 1000)} KB`,
    load,
    first,
    total,
    p90,
    cpu,
    memory,
  ]);
  return table(['', 'Bundle', 'Load', 'First', 'Both', '90 %', 'Processor', 'Peak memory'], rows);
}

export function lambdaNodeSection({ product, esm, defaults }: LambdaNodeResults): string {
  return `On Node 24, which AWS Lambda's \`nodejs24.x\` is, in the same way:

${coldTable([product, esm, defaults])}

Loading is ${(product.load / defaults.load).toFixed(2)} ×, loading and first request ${(product.total / defaults.total).toFixed(2)} × the default build's and ${(product.total / esm.total).toFixed(2)} × the ESM build's.
`;
}

export function breakdownTable({ load, first }: Breakdown, product: ColdResult): string {
  const parts = [...new Set([...Object.keys(load), ...Object.keys(first)])];
  const rows = parts
    .map((part) => ({ part, load: (load[part] ?? 0) * product.load, first: (first[part] ?? 0) * product.first }))
    .sort((one, other) => other.load + other.first - one.load - one.first)
    .map((row): readonly Cell[] => [row.part, row.load.toFixed(1), row.first.toFixed(1)]);
  return table(['', 'Load', 'First request'], rows);
}

export function growthTable(points: readonly GrowthPoint[]): string {
  const rows = points.map(({ size, product, boto3 }): readonly Cell[] => [
    size.toLocaleString('en'),
    (product.milliseconds / size).toFixed(2),
    (boto3.milliseconds / size).toFixed(2),
    product.memory,
    boto3.memory,
    String(product.calls),
    String(boto3.calls),
  ]);
  return table(
    ['Instances', 'ms each', 'boto3: ms each', 'Peak MB', 'boto3: peak MB', 'EC2 calls', 'boto3: EC2 calls'],
    rows,
  );
}

export function loadSection(results: readonly LoadResult[]): string {
  const [bare] = results;
  const rows = results.map(({ name, requestsPerSecond, p50, p99, memory }): readonly Cell[] => [
    name,
    Math.round(requestsPerSecond).toLocaleString('en'),
    bare === undefined ? '' : (requestsPerSecond / bare.requestsPerSecond).toFixed(2),
    p50,
    p99,
    memory,
  ]);
  return `Each is a process of its own on Node 24 with the options of the image. ${loadConnections} connections ask it without a pause, in turn; medians of ${loadRounds} rounds of
one run. The load comes from the same machine. The server writes one line of log for each request, here to \`/dev/null\`. \`/status\` asks the stub of EC2.

${table(['', 'Requests a second', 'Ratio', 'Median, ms', '99 %, ms', 'Peak memory, MB'], rows)}
`;
}
