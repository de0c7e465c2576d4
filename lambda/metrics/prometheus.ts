import { durationBuckets } from '../../contract/metrics';
import { bucketBound, keyParts, RowKind, RowValue } from './rows';
import type { CounterRow } from './scrape';
/** One line of a metric. */
export interface Sample {
  /** What follows the metric's name, e.g. `_bucket`. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with all its lines. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** One sentence. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Writes Prometheus' text exposition format, version 0.0.4.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function exposition(families: readonly Family[]): string {
  return families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${escaped(help)}\n`,
      `# TYPE ${name} ${type}\n`,
      ...samples.map((sample) => `${name}${sample.suffix ?? ''}${labels(sample)} ${numberText(sample.value)}\n`),
    ])
    .join('');
}

function labels({ labels: pairs }: Sample): string {
  const text = Object.entries(pairs).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return text.length === 0 ? '' : `{${text.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** Writes a number as Go's ParseFloat reads it: as JavaScript does, but for infinity. */
export function numberText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
}

const bounds: readonly number[] = [...durationBuckets, Number.POSITIVE_INFINITY];

/**
 * Makes the histogram lines of a row; none for a row of another kind. The row counts each request in one bucket;
 * Prometheus' buckets are cumulative, and the last one is the count, so that the two always agree. A stored bound that
 * this version does not have counts in the next one above it: its requests were no longer than that.
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
