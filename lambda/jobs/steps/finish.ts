import type { JobStepResult } from '../../../contract/jobs';
import type { Job, JobEntry } from '../model';
import { verdictOf } from '../rules/verdict';
import { type Ending, endJob } from '../service/ending';
import type { StepDependencies } from './dependencies';
import { done, failed } from './next';

/** Ends a job whose instances are all settled, by their results. */
export async function finish(deps: StepDependencies, job: Job, entries: readonly JobEntry[]): Promise<JobStepResult> {
  const { summary: _, ...ending } = verdictOf(entries);
  return end(deps, job, ending, entries);
}

/** Ends a job, unless it has been ended meanwhile; its execution ends as the job does. */
export async function end(
  deps: StepDependencies,
  job: Job,
  ending: Ending,
  entries: readonly JobEntry[],
): Promise<JobStepResult> {
  await endJob(deps, job, ending, entries);
  return ending.status === 'failed' ? failed(job) : done(job);
}
