import { defined } from '../../../contract/defined';
import type { ProblemCode } from '../../../contract/problems';
import { ScheduleState } from '../../../contract/schedules';
import type { JobStatus } from '../../../contract/states';
import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { isOverdue, reconcile } from '../../jobs/service/end';
import { type Definition, type NotFired, type Schedule, stateOf } from '../model';
import { calendarOf } from '../rules/definition';
import { type Due, firstUpcoming, type ScheduleAction } from '../rules/upcoming';
import { minute } from '../rules/zone';
import type { ScheduleDependencies } from './dependencies';

/** A schedule as it is shown. */
export interface ScheduleView {
  readonly schedule: Schedule;
  readonly next: readonly Due[];
  readonly last?: LastView;
}

/** The last firing, with what has become of its job. */
export interface LastView {
  readonly action: ScheduleAction;
  readonly at: string;
  readonly jobId?: string;
  readonly status: JobStatus | NotFired;
  readonly code?: ProblemCode;
}

/** Times that are shown of a schedule. */
export const shownTimes = 5;
/** Times that a dry run shows. */
const previewedTimes = 10;

/** Checks whether the caller may see every schedule. */
export function seesAllSchedules({ actions }: Caller): boolean {
  return actions.includes('schedules:all');
}

/** Checks whether the caller may see and edit the schedule: its own, or all. */
export function mayEdit(caller: Caller, { owner }: Schedule): boolean {
  return owner.name === caller.name || seesAllSchedules(caller);
}

/**
 * Reads the record of a schedule that the caller may see.
 * @throws Problem `schedule_not_found`
 */
export async function visibleSchedule(deps: ScheduleDependencies, caller: Caller, name: string): Promise<Schedule> {
  const schedule = await deps.store.read(name);
  if (schedule !== undefined && mayEdit(caller, schedule)) return schedule;
  throw new Problem('schedule_not_found', `There is no schedule ${JSON.stringify(name.slice(0, 64))} here.`);
}

/** Lists the next times of a schedule, a time that is due this moment included. */
export function nextOf(schedule: Schedule): readonly Due[] {
  const { definition, nextAt } = schedule;
  if (nextAt === undefined || stateOf(schedule) !== ScheduleState.enabled) return [];
  return firstUpcoming(calendarOf(definition), Date.parse(nextAt) - minute, shownTimes);
}

/** The times that a schedule has from now on, or would have if it were enabled. */
export function timesFrom(definition: Definition, now: number): readonly Due[] {
  return firstUpcoming(calendarOf(definition), now, previewedTimes);
}

/** Makes the view of a schedule with its next times and the result of its last firing. */
export async function viewOf(deps: ScheduleDependencies, schedule: Schedule): Promise<ScheduleView> {
  const last = await lastOf(deps, schedule);
  return { schedule, next: nextOf(schedule), ...defined({ last }) };
}

async function lastOf({ jobs }: ScheduleDependencies, { last }: Schedule): Promise<LastView | undefined> {
  if (last === undefined) return undefined;
  const { action, at, jobId, status, code } = last;
  if (status !== undefined) return { action, at, status, ...defined({ code }) };
  const head = jobId === undefined ? undefined : await jobs.store.read(jobId);
  // Records of jobs are kept for 90 days.
  if (head === undefined || jobId === undefined) return undefined;
  const { job } = isOverdue(head.job, jobs.clock.now()) ? await reconcile(jobs, head) : head;
  return { action, at, jobId, status: job.status, ...defined({ code: job.error?.code }) };
}
