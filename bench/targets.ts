import { eagerBudget } from '../scripts/build/bundle';
import type { ColdResult } from './cold';
import type { Growth } from './growth';
import { type Cell, table } from './markdown';
import type { Subjects } from './subjects';
import type { WarmResult } from './warm';

interface Target {
  readonly what: string;
  readonly measured: number;
  readonly most: number;
}

type Cold = Readonly<Record<keyof Subjects, ColdResult>>;

/** Compares each target with the figures of this run. */
export function targetTable(cold: Cold, warm: readonly WarmResult[], growth: Growth): string {
  const { product, counting, defaults, esm, boto3 } = cold;
  const largest = growth.list.at(-1);
  const ratios: readonly Target[] = [
    { what: 'Bytes that a request to `/start` loads', measured: product.subject.bytes ?? 0, most: eagerBudget },
    { what: 'Loading ÷ default build', measured: product.load / defaults.load, most: 0.18 },
    { what: 'Loading and first `/status` ÷ default build', measured: product.total / defaults.total, most: 0.3 },
    { what: 'Loading and first `/status` ÷ ESM build', measured: product.total / esm.total, most: 0.58 },
    { what: 'Loading and first `/status` ÷ boto3 handler', measured: product.total / boto3.total, most: 0.24 },
    {
      what: 'As deployed, loading and first `/status` ÷ default build',
      measured: counting.total / defaults.total,
      most: 0.25,
    },
    ...warm.map(({ name, product: time, bare }, index) => ({
      what: `Warm ${name} ÷ the bare call of the SDK's own client`,
      measured: time / bare,
      most: index === 0 ? 1.25 : 0.4,
    })),
  ];
  const memory: readonly Target[] =
    largest === undefined
      ? []
      : [
          {
            what: `Peak memory of \`/list\` by pages over ${largest.size.toLocaleString('en')}, MB`,
            measured: largest.product.memory,
            most: 90,
          },
        ];
  const calls = growth.stop.map((point, index) => ({
    what: `EC2 calls to stop ${point.size} ${point.size === 1 ? 'instance' : 'instances'}`,
    measured: point.product.calls,
    most: [2, 2, 2, 3][index] ?? 0,
  }));
  const row = ({ what, measured, most }: Target): readonly Cell[] => [
    what,
    `≤ ${most.toLocaleString('en')}`,
    Number.isInteger(measured) ? measured.toLocaleString('en') : measured.toFixed(3),
    measured <= most ? 'met' : '**missed**',
  ];
  return table(['Target', 'At most', 'Measured', ''], [...ratios, ...memory, ...calls].map(row));
}
