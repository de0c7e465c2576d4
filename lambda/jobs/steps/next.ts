import type { JobStepResult } from '../../../contract/jobs';
import type { Job } from '../model';

type JobId = Pick<Job, 'jobId'>;

const nowhere = { chunks: [], wait: 0, until: '', round: 0 } as const;

/** Act on batches of chunks side by side, then check. */
export function actNext({ jobId }: JobId, chunks: readonly (readonly number[])[], round: number): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'act', chunks, round };
}

/**
 * Wait, then check. Step Functions takes whole seconds only, and a state that waits can catch nothing.
 * @param round - how often in a row the machine has waited before
 */
export function waitNext({ jobId }: JobId, seconds: number, round: number): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'wait', wait: Math.max(1, Math.ceil(seconds)), round: round + 1 };
}

/**
 * Wait for a time of day, then check.
 * @param round - how often in a row the machine has waited so
 */
export function sleepNext({ jobId }: JobId, until: string, round = 0): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'sleep', until, round };
}

/** The job has failed. */
export function failed({ jobId }: JobId): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'failed' };
}

/** The job has ended well, or was cancelled. */
export function done({ jobId }: JobId): JobStepResult {
  return { ...nowhere, job_id: jobId, next: 'done' };
}
