import { durationBuckets } from '../../contract/metrics';
import { numberText, type Sample } from './prometheus';
import { bucketBound, keyParts, RowKind, RowValue } from './rows';
import type { CounterRow } from './scrape';

const bounds: readonly number[] = [...durationBuckets, Number.POSITIVE_INFINITY];

/**
 * The histogram lines of a row; none for a row of another kind. The row counts each request in one bucket; Prometheus'
 * buckets are cumulative, and the last one is the count, so that the two always agree. A stored bound that this version does
 * not have counts in the next one above it: its requests were no longer than that.
 */
export function durationSamples({ key, values }: CounterRow): readonly Sample[] {
  const [kind, method, status, path] = keyParts(key);
  if (kind !== RowKind.request || method === undefined || status === undefined || path === undefined) return [];
  const labels = { path, method, status };
  const stored = Object.entries(values).flatMap(([name, value]) => {
    const bound = bucketBound(name);
    return bound === undefined ? [] : [{ bound, value }];
  });
  const upTo = (limit: number) =>
    stored.filter(({ bound }) => bound <= limit).reduce((sum, { value }) => sum + value, 0);
  return [
    ...bounds.map(
      (bound): Sample => ({
        suffix: '_bucket',
        labels: { ...labels, le: numberText(bound / 1_000) },
        value: upTo(bound),
      }),
    ),
    { suffix: '_sum', labels, value: (values[RowValue.sum] ?? 0) / 1_000_000 },
    { suffix: '_count', labels, value: upTo(Number.POSITIVE_INFINITY) },
  ];
}
