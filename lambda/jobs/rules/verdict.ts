import { type JobStatus, JobStatus as Status } from '../../../contract/states';
import type { OutcomeKind } from '../../domain/outcome';
import { type Job, type JobEntry, type JobError, type JobResult, Phase } from '../model';

/** How a job ends, by its results. */
export interface JobVerdict {
  readonly status: JobStatus;
  readonly summary: Readonly<Record<OutcomeKind, number>>;
  readonly error?: JobError;
}

/** Judges a job whose instances are all settled: it succeeded when every one of them is where it should be. */
export function verdictOf(entries: readonly JobEntry[]): JobVerdict {
  const results = entries.flatMap(({ earlier, result }) => worse(earlier, result) ?? []);
  const summary = { changed: 0, unchanged: 0, refused: 0, failed: 0 };
  for (const { outcome } of results) summary[outcome] += 1;
  const bad = results.filter(({ reason }) => reason !== undefined);
  const [first] = bad;
  if (first?.reason === undefined) return { status: Status.succeeded, summary };
  const { reason, instanceId } = first;
  const detail =
    results.length === 1
      ? reason.detail
      : `${bad.length} of ${results.length} instances did not get there; the first: ${reason.detail}`;
  return {
    status: Status.failed,
    summary,
    error: { ...reason, detail, ...(instanceId === '' ? {} : { instanceId }) },
  };
}

/** Of the results of a start and of the stop after it, the one that says how the instance fared. */
function worse(earlier: JobResult | undefined, result: JobResult | undefined): JobResult | undefined {
  if (result?.reason !== undefined || earlier === undefined) return result;
  return earlier;
}

/** Every result of an entry, in the order in which they came about. */
export function resultsOf({ earlier, result }: JobEntry): readonly JobResult[] {
  return [...(earlier === undefined ? [] : [earlier]), ...(result === undefined ? [] : [result])];
}

/** Has the change that was asked for come to its end, though a stop may still be to come? */
export function changeIsDone({ status, phase }: Pick<Job, 'status' | 'phase'>): boolean {
  return phase !== Phase.change || (status !== Status.pending && status !== Status.running);
}
