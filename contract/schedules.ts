import { JobTable } from './jobs';

/** A schedule's name, in a path. */
export const scheduleName = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Schedules that a deployment has at most. */
export const mostSchedules = 100;

/** Dates and ranges that `except` has at most. */
export const mostExceptions = 366;

/** What the rule sends every minute. `lib/` writes it, `lambda/` knows it by its one member. */
export interface ScheduleTick {
  readonly schedule_tick: true;
}

/** What the function answers to it. */
export interface ScheduleTickResult {
  /** Schedules that were due. */
  readonly due: number;
  /** Those of them that were carried out; the others are first in the next minute. */
  readonly done: number;
}

/** Checks whether the event is the rule's tick. */
export function isScheduleTick(event: unknown): event is ScheduleTick {
  return typeof event === 'object' && event !== null && 'schedule_tick' in event && event.schedule_tick === true;
}

/** What a schedule is counted as: one that is enabled and has no time left has ended. */
export const ScheduleState = { enabled: 'enabled', disabled: 'disabled', ended: 'ended' } as const;
export type ScheduleState = (typeof ScheduleState)[keyof typeof ScheduleState];

/** What became of a firing. */
export const firingResults = ['started', 'missed', 'refused'] as const;
export type FiringResult = (typeof firingResults)[number];

/** Where firings are counted: rows of the table's counters, written with what they count. */
export const firingCounter = {
  partition: 'metrics',
  kind: 'firing',
  attribute: 'firings',
  /** Rows of each result, so that firings of many schedules at once do not wait for one. */
  shards: 64,
} as const;

/** Where schedules are in the table. */
export const ScheduleTable = {
  /** The partition of all of them. */
  partition: 'schedules',
  /** The key of the item that counts them. */
  count: { partition: 'schedules#count', sort: 'count', attribute: 'schedules' },
  /** Those with something to do by its time: one more partition of the index that lists jobs. */
  byTime: { ...JobTable.byTime, everyone: 'schedules' },
} as const;
