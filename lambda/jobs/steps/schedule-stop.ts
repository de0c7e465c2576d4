import type { JobStepResult } from '../../../contract/jobs';
import { type Job, type JobEntry, Phase } from '../model';
import { nextOwnerCheck } from '../rules/pending-stops';
import { isStoppable } from '../rules/stop-exemptions';
import type { StepDependencies } from './dependencies';
import { done, sleepNext } from './next';

/**
 * Schedules the stop of `stop_after` when the change is done: its time counts from now. The promises for instances that
 * did not start are removed.
 * @see docs/decisions/0046
 */
export async function scheduleStop(
  { stops, store, clock }: StepDependencies,
  job: Job,
  entries: readonly JobEntry[],
): Promise<JobStepResult> {
  const { jobId, createdAt: askedAt, region, work } = job;
  const stopAt = new Date(clock.now() + (work.stopAfterSeconds ?? 0) * 1000).toISOString();
  const promiseOf = ({ instanceId }: JobEntry) => ({ instanceId, jobId, askedAt, stopAt, firm: true });
  await stops.write(region, entries.filter(isStoppable).map(promiseOf));
  await stops.remove(region, entries.filter((entry) => entry.instanceId !== '' && !isStoppable(entry)).map(promiseOf));
  if (await store.update(jobId, { phase: Phase.sleep, stopAt })) return sleepNext(job, stopAt);
  // A request that ended the job meanwhile may have removed its promises before they were written.
  await stops.remove(region, entries.filter(isStoppable).map(promiseOf));
  return done(job);
}

/** Waits for the jobs that keep some of the instances, when the others are stopped. */
export async function waitForOthers({ clock, store }: StepDependencies, job: Job): Promise<JobStepResult> {
  if (!(await store.update(job.jobId, { phase: Phase.sleep }))) return done(job);
  const now = clock.now();
  return sleepNext(job, new Date(nextOwnerCheck(now, now, now)).toISOString());
}
