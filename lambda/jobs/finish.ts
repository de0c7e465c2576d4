import type { JobStepResult } from '../../contract/jobs';
import type { Job, JobEntry } from '../domain/job';
import { verdictOf } from '../domain/job-verdict';
import type { JobChanges } from '../operations/jobs/ports';
import type { StepDependencies } from './dependencies';
import { done } from './next';

/** Ends a job whose instances are all settled, by their results. */
export async function finish(deps: StepDependencies, job: Job, entries: readonly JobEntry[]): Promise<JobStepResult> {
  return end(deps, job, verdictOf(entries));
}

/** Ends a job, unless it has been ended meanwhile. */
export async function end(
  { store, clock, events }: StepDependencies,
  job: Job,
  ending: Required<Pick<JobChanges, 'status'>> & Pick<JobChanges, 'summary' | 'error'>,
): Promise<JobStepResult> {
  const changes = { ...ending, finishedAt: new Date(clock.now()).toISOString() };
  if (await store.update(job.jobId, changes)) events.ended({ ...job, ...changes });
  return done(job);
}
