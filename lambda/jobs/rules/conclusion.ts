import { type JobStatus, JobStatus as Status } from '../../../contract/states';
import type { OutcomeKind } from '../../domain/outcome';
import { actionNow, type Job, type JobEntry, type JobError, type JobResult, Phase } from '../model';

/** How the execution of a job stands. */
export const ExecutionState = {
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  aborted: 'aborted',
  timedOut: 'timedOut',
  /** There is none, or its history is gone. */
  unknown: 'unknown',
} as const;
export type ExecutionState = (typeof ExecutionState)[keyof typeof ExecutionState];

/** The end of a job that could not write it down itself. */
export interface LostJobEnd {
  readonly status: 'failed' | 'cancelled';
  readonly error: JobError;
}

/** Milliseconds between a job's record and its execution, at most; until then a missing execution is no sign. */
const startGrace = 60_000;
/** A schedule's job may be begun by one of the next ticks, when the one that wrote it down was killed. */
const scheduleGrace = 16 * 60_000;
const never = 'It was never begun, and nothing was done.';

/**
 * What the end of an execution means for a job whose record does not know of it.
 * @returns undefined while the job goes on
 */
export function conclusionOf(state: ExecutionState, job: Job, now: number): LostJobEnd | undefined {
  switch (state) {
    case 'running':
      return undefined;
    case 'unknown':
      if (now - Date.parse(job.updatedAt) < (job.schedule === undefined ? startGrace : scheduleGrace)) return undefined;
      if (job.status === 'pending') return failed(never);
      return failed('Its execution is gone and has left no result. Look at the instances for how they stand.');
    case 'aborted':
      return {
        status: 'cancelled',
        error: {
          code: 'internal_error',
          detail: 'The job was stopped in AWS Step Functions, not through this API. What it had done is done.',
          retryable: false,
        },
      };
    case 'timedOut':
      return failed('It ran for longer than any job may, and was ended. Look at the instances for how they stand.');
    case 'failed':
    case 'succeeded':
      return failed('It ended by a fault of this API. The log has the cause under the id of the job.');
  }
}

function failed(detail: string): LostJobEnd {
  return {
    status: 'failed',
    error: { code: 'internal_error', detail: `The job was lost. ${detail}`, retryable: false },
  };
}

/** How a job ends, by its results. */
export interface JobEnd {
  readonly status: JobStatus;
  readonly summary: Readonly<Record<OutcomeKind, number>>;
  readonly error?: JobError;
}

/** Judges a job whose instances are all settled: it succeeded when every one of them is where it should be. */
export function verdictOf(entries: readonly JobEntry[]): JobEnd {
  const results = entries.flatMap(({ startResult, result }) => worse(startResult, result) ?? []);
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
function worse(startResult: JobResult | undefined, result: JobResult | undefined): JobResult | undefined {
  if (result?.reason !== undefined || startResult === undefined) return result;
  return startResult;
}

/** Every result of an entry, in the order in which they came about. */
export function resultsOf({ startResult, result }: JobEntry): readonly JobResult[] {
  return [...(startResult === undefined ? [] : [startResult]), ...(result === undefined ? [] : [result])];
}

/**
 * An instance of a job that ended by an error of its own, before anything was known of the instance: it fails with the job,
 * so that every instance has a result.
 */
export function endedWith({ action, phase, error, status }: JobEnding, entry: JobEntry): JobEntry {
  const open = status === Status.pending || status === Status.running;
  if (open || error === undefined || entry.result !== undefined || entry.instanceId === '') return entry;
  const { code, detail, retryable } = error;
  const result: JobResult = {
    instanceId: entry.instanceId,
    action: actionNow({ action, phase }),
    outcome: 'failed',
    previousState: entry.stateBeforeCall?.state ?? null,
    currentState: null,
    ip: null,
    reason: { code, detail, retryable },
  };
  return { ...entry, result };
}

type JobEnding = Pick<Job, 'action' | 'phase' | 'error' | 'status'>;

/** Has every instance that could reached its state, though a stop may still be to come? */
export function isReady({ status, phase, ready }: Pick<Job, 'status' | 'phase' | 'ready'>): boolean {
  return phase !== Phase.change || status === Status.succeeded || ready === true;
}

/** Has the change that was asked for come to its end, though a stop may still be to come? */
export function changeIsDone({ status, phase }: Pick<Job, 'status' | 'phase'>): boolean {
  return phase !== Phase.change || (status !== Status.pending && status !== Status.running);
}
