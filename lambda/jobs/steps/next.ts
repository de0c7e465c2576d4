import type { JobStepResult } from '../../../contract/jobs';
import type { Job } from '../model';

type JobId = Pick<Job, 'jobId'>;

const nowhere = { chunks: [], wait: 0, until: '', round: 0 } as const;

/** Tells the machine to act on batches of chunks in parallel, then to check. */
export function actNext({ jobId }: JobId, chunks: readonly (readonly number[])[], round: number): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'act', chunks, round };
}

/**
 * Tells the machine to wait, then to check. Step Functions takes whole seconds only, and a waiting state can catch no
 * error.
 * @param round - how often in a row the machine has waited before
 */
export function waitNext({ jobId }: JobId, seconds: number, round: number): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'wait', wait: Math.max(1, Math.ceil(seconds)), round: round + 1 };
}

/**
 * Tells the machine to wait until an instant, then to check.
 * @param round - how often in a row the machine has waited so
 */
export function sleepNext({ jobId }: JobId, until: string, round = 0): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'sleep', until, round };
}

/** Tells the machine that the job has failed. */
export function failed({ jobId }: JobId): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'failed' };
}

/** Tells the machine that the job has succeeded, or was cancelled. */
export function done({ jobId }: JobId): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'done' };
}
