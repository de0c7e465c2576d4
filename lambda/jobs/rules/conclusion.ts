import type { Job, JobError } from '../model';

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
export interface Conclusion {
  readonly status: 'failed' | 'cancelled';
  readonly error: JobError;
}

/** Milliseconds between a job's record and its execution, at most; until then a missing execution is no sign. */
const startGrace = 60_000;
const never = 'It was never begun, and nothing was done.';

/**
 * What the end of an execution means for a job whose record does not know of it.
 * @returns undefined while the job goes on
 */
export function conclusionOf(state: ExecutionState, job: Job, now: number): Conclusion | undefined {
  switch (state) {
    case 'running':
      return undefined;
    case 'unknown':
      if (now - Date.parse(job.updatedAt) < startGrace) return undefined;
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

function failed(detail: string): Conclusion {
  return {
    status: 'failed',
    error: { code: 'internal_error', detail: `The job was lost. ${detail}`, retryable: false },
  };
}
