import type { JobStatus } from '../../../contract/states';
import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { hasEnded, type JobHead } from '../model';
import { allEntries, type EndDependencies, endJob } from './end';
import { visibleJob } from './read';
import { releaseStops } from './release-stops';

/**
 * Cancels what a job has not done yet: retries, waiting instances, the stop of `stop_after`. What EC2 has accepted stays
 * done, and the results stay. The instances are given back to the jobs that have left their stops to this one; a request
 * that is repeated does so again. Otherwise a job that has ended is left as it is.
 * @throws Problem `job_not_found`
 */
export async function cancel(deps: EndDependencies, caller: Caller, jobId: string): Promise<JobHead> {
  const head = await visibleJob(deps.store, caller, jobId);
  const { job } = head;
  if (job.status === 'cancelled' && job.work.stopAfterSeconds !== undefined) {
    await releaseStops(deps, job, await allEntries(deps.store, head));
  }
  await endAsCancelled(deps, head);
  return (await deps.store.read(head.job.jobId)) ?? head;
}

/**
 * Cancels a job of which nothing is done yet.
 * @returns how the job stands then; undefined when there is none
 */
export async function cancelPending(deps: EndDependencies, jobId: string): Promise<JobStatus | undefined> {
  const head = await deps.store.read(jobId);
  if (head?.job.status !== 'pending') return head?.job.status;
  await endAsCancelled(deps, head);
  return (await deps.store.read(jobId))?.job.status;
}

/** Ends a job as cancelled, unless it has ended. */
async function endAsCancelled(deps: EndDependencies, head: JobHead): Promise<void> {
  const { store, machine } = deps;
  const { job } = head;
  if (hasEnded(job)) return;
  // The record first: every step looks at it, so the job is over even when its execution cannot be stopped.
  if (!(await endJob(deps, job, { status: 'cancelled' }, await allEntries(store, head)))) return;
  await machine.stop(job).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}
