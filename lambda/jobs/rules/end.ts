import { type JobStatus, JobStatus as Status } from '../../../contract/states';
import type { Outcome, OutcomeKind } from '../../domain/outcome';
import { actionNow, type Job, type JobEntry, type JobError, Phase } from '../model';

/** The states of a job's execution. */
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

/** How a job ends, as its record has it. */
export interface JobEnd {
  readonly status: JobStatus;
  readonly error?: JobError;
  /** Whether some instances have reached their state although the job has failed. */
  readonly ready?: true;
}

/** Milliseconds between a job's record and its execution, at most; until then a missing execution is no sign. */
const startGrace = 60_000;
/** A schedule's job may be begun by one of the next ticks, when the one that wrote it down was killed. */
const scheduleGrace = 16 * 60_000;
const never = 'It was never begun, and nothing was done.';

/**
 * Ends a job that could not write its end itself, by the state of its execution.
 *
 * @param now milliseconds since 1970
 * @returns undefined while the job goes on
 */
export function endByExecution(state: ExecutionState, job: Job, now: number): JobEnd | undefined {
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

function failed(detail: string): JobEnd {
  return {
    status: 'failed',
    error: { code: 'internal_error', detail: `The job was lost. ${detail}`, retryable: false },
  };
}

/** Counts the outcomes of a job's instances by kind: of a start and the stop after it, the one that went worse. */
export function summaryOf(entries: readonly JobEntry[]): Readonly<Record<OutcomeKind, number>> {
  const summary = { changed: 0, unchanged: 0, refused: 0, failed: 0 };
  for (const { outcome } of decisive(entries)) summary[outcome] += 1;
  return summary;
}

/** Ends a job whose instances are all settled: it succeeds when every one of them has reached its state. */
export function endByResults(entries: readonly JobEntry[]): JobEnd {
  const results = decisive(entries);
  const bad = results.filter(({ reason }) => reason !== undefined);
  const [first] = bad;
  if (first?.reason === undefined) return { status: Status.succeeded };
  const { reason, instanceId } = first;
  const detail =
    results.length === 1
      ? reason.detail
      : `${bad.length} of ${results.length} instances did not get there; the first: ${reason.detail}`;
  return {
    status: Status.failed,
    error: { ...reason, detail, ...(instanceId === '' ? {} : { instanceId }) },
  };
}

/** Takes of each instance the one result that counts: that of the start, unless the stop after it went wrong. */
function decisive(entries: readonly JobEntry[]): readonly Outcome[] {
  return entries.flatMap(({ startResult, result }) =>
    result?.reason !== undefined || startResult === undefined ? (result ?? []) : startResult,
  );
}

/** Lists the results of an entry in the order in which they came about. */
export function resultsOf({ startResult, result }: JobEntry): readonly Outcome[] {
  return [...(startResult === undefined ? [] : [startResult]), ...(result === undefined ? [] : [result])];
}

/**
 * Gives an instance the error of its job, when the job ended before anything was known of the instance: so every
 * instance has a result.
 */
export function endedWith({ action, phase, error, status }: EndedJob, entry: JobEntry): JobEntry {
  const open = status === Status.pending || status === Status.running;
  if (open || error === undefined || entry.result !== undefined || entry.instanceId === '') return entry;
  const { code, detail, retryable } = error;
  const result: Outcome = {
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

type EndedJob = Pick<Job, 'action' | 'phase' | 'error' | 'status'>;

/** Checks whether every instance that could has reached its state, though a stop may follow. */
export function isReady({ status, phase, ready }: Pick<Job, 'status' | 'phase' | 'ready'>): boolean {
  return phase !== Phase.change || status === Status.succeeded || ready === true;
}

/** Checks whether the requested change is over, though a stop may follow. */
export function changeIsDone({ status, phase }: Pick<Job, 'status' | 'phase'>): boolean {
  return phase !== Phase.change || (status !== Status.pending && status !== Status.running);
}
