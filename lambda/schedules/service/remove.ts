import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { cancelPending } from '../../jobs/service/cancel';
import type { ScheduleDependencies } from './dependencies';
import { type ScheduleView, viewOf, visibleSchedule } from './read';

/** Writes that come in between before a deletion gives up: each is a firing, or another request's. */
const attempts = 10;

/**
 * Deletes a schedule. A job that a firing has written down, but that has not begun, is cancelled: nothing further happens.
 * @returns the schedule as it was
 * @throws Problem `schedule_not_found`
 */
export async function remove(deps: ScheduleDependencies, caller: Caller, name: string): Promise<ScheduleView> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const schedule = await visibleSchedule(deps, caller, name);
    const view = await viewOf(deps, schedule);
    if (!(await deps.store.remove(schedule))) continue;
    for (const jobId of schedule.starting) await cancelPending(deps.jobs, jobId);
    await cancelWaiting(deps.jobs, schedule.last?.jobId);
    return view;
  }
  throw new Problem('internal_error', `The schedule ${name} is being changed by others all the time. Try again.`, {
    retryable: true,
  });
}

/** Cancels the jobs of firings that still wait for each other, the last one first. */
async function cancelWaiting(jobs: ScheduleDependencies['jobs'], last: string | undefined): Promise<void> {
  for (let jobId = last; jobId !== undefined; ) {
    const after: string | undefined = (await jobs.store.read(jobId))?.job.after;
    jobId = (await cancelPending(jobs, jobId)) === 'cancelled' ? after : undefined;
  }
}
