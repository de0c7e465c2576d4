import type { JobStepResult } from '../../../contract/jobs';
import { hasEnded } from '../model';
import { allEntries } from '../service/ending';
import type { StepDependencies } from './dependencies';
import { end } from './finish';
import { done } from './next';

/** Ends a job by a fault that no step has foreseen. The fault itself is in the log, for operators alone. */
export async function fail(deps: StepDependencies, jobId: string): Promise<JobStepResult> {
  const head = await deps.store.read(jobId);
  if (head === undefined || hasEnded(head.job)) return done({ jobId });
  const detail = `The job ended by a fault of this API. The log has the cause under the job id ${jobId}.`;
  const error = { code: 'internal_error', detail, retryable: false } as const;
  return end(deps, head.job, { status: 'failed', error }, await allEntries(deps.store, head));
}
