import type { JobStepResult } from '../../../contract/jobs';
import { hasEnded, Phase } from '../model';
import { advance } from './advance';
import { begin } from './begin';
import type { StepDependencies } from './dependencies';
import { done } from './next';
import { look } from './poll';
import { readAll } from './read';
import { wake } from './run-scheduled-stop';

/**
 * Looks how a job stands and decides what comes next.
 * @param round - how often in a row the machine has waited
 */
export async function check(deps: StepDependencies, jobId: string, round: number): Promise<JobStepResult> {
  const { job, chunks } = await readAll(deps.store, jobId);
  if (hasEnded(job)) return done(job);
  if (job.total === undefined) return begin(deps, job, round);
  if (job.phase === Phase.sleep) return wake(deps, job, chunks);
  return advance(deps, job, await look(deps, job, chunks), round);
}
