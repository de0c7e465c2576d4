import type { JobAction } from '../../contract/actions';
import { durationBuckets } from '../../contract/metrics';
import { type FiringResult, firingCounter, firingResults } from '../../contract/schedules';
import type { JobStatus } from '../../contract/states';
import type { Outcome, OutcomeKind } from '../domain/outcome';
import type { CounterRow } from './scrape';

/** How many instances' changes ended in one way. */
export interface OutcomeCount {
  readonly action: JobAction;
  readonly outcome: OutcomeKind;
  /** The problem's code; empty when the outcome is good. */
  readonly code: string;
  readonly count: number;
}

/** One answered request. */
export interface RequestObservation {
  /** Labels: of closed sets, see `contract/metrics-labels.ts`. */
  readonly path: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly outcomes: readonly OutcomeCount[];
}

/** One job that has ended. */
export interface JobObservation {
  readonly action: JobAction;
  readonly status: JobStatus;
  readonly outcomes: readonly OutcomeCount[];
}

/** Names of a row's values. A bucket's holds its bound, so that other bounds in another version never mix with these. */
export const RowValue = {
  bucket: 'le_',
  sum: 'sum_us',
  jobs: 'jobs',
  coldStarts: 'cold_starts',
  outcome: 'outcome',
} as const;
/** What a key starts with. */
export const RowKind = { request: 'http', job: 'job', function: 'function' } as const;

const separator = '#';
const unbounded = 'inf';

/**
 * Makes the row that a request adds: one bucket, the sum and, for a change, its outcomes; in one item, so in one write.
 */
export function requestRow({ path, method, status, milliseconds, outcomes }: RequestObservation): CounterRow {
  const bound = durationBuckets.find((upper) => milliseconds <= upper) ?? unbounded;
  return {
    key: [RowKind.request, method, status, path].join(separator),
    values: {
      [`${RowValue.bucket}${bound}`]: 1,
      [RowValue.sum]: Math.max(0, Math.round(milliseconds * 1_000)),
      ...outcomeValues(outcomes),
    },
  };
}

/** Makes the row that an ended job adds. */
export function jobRow({ action, status, outcomes }: JobObservation): CounterRow {
  return {
    key: [RowKind.job, action, status].join(separator),
    values: { [RowValue.jobs]: 1, ...outcomeValues(outcomes) },
  };
}

/** Reads the firings that a row counts; the schedules write these rows themselves. */
export function firingsOf({ key, values }: CounterRow): { result: FiringResult; count: number } | undefined {
  const [kind, name] = keyParts(key);
  const result = kind === firingCounter.kind ? firingResults.find((known) => known === name) : undefined;
  return result === undefined ? undefined : { result, count: values[firingCounter.attribute] ?? 0 };
}

/** The row to which the first request of a function instance adds. */
export const coldStartRow: CounterRow = { key: RowKind.function, values: { [RowValue.coldStarts]: 1 } };

/** Splits a key into its parts, its kind first. */
export function keyParts(key: string): readonly string[] {
  return key.split(separator);
}

/** Reads action, outcome and code from the name of a value; undefined for a value of another kind. */
export function outcomeLabels(name: string): { action: string; outcome: string; code: string } | undefined {
  const [kind, action, outcome, code = ''] = name.split(separator);
  if (kind !== RowValue.outcome || action === undefined || outcome === undefined) return undefined;
  return { action, outcome, code };
}

/** Reads the upper bound in milliseconds from the name of a value; undefined for a value of another kind. */
export function bucketBound(name: string): number | undefined {
  if (!name.startsWith(RowValue.bucket)) return undefined;
  const bound = name.slice(RowValue.bucket.length);
  return bound === unbounded ? Number.POSITIVE_INFINITY : Number(bound);
}

function outcomeValues(outcomes: readonly OutcomeCount[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    outcomes.map(({ action, outcome, code, count }) => [
      [RowValue.outcome, action, outcome, ...(code === '' ? [] : [code])].join(separator),
      count,
    ]),
  );
}

/** What of an outcome is counted; `create` has them as well. */
type Counted = Pick<Outcome, 'outcome' | 'reason'> & { readonly action: JobAction };

/** Counts outcomes by action, kind and code. */
export function countOutcomes(outcomes: readonly Counted[]): readonly OutcomeCount[] {
  const counts = new Map<string, OutcomeCount>();
  for (const { action, outcome, reason } of outcomes) {
    const code = reason?.code ?? '';
    const key = `${action} ${outcome} ${code}`;
    counts.set(key, { action, outcome, code, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
