import { type DateRange, dateIn, endOfDate, rangeWith } from './calendar';
import type { Timing } from './expression';
import { nextTime } from './next-time';
import type { Zone } from './zone';

/** What a schedule can do, in the order in which it does them in one minute. */
export const scheduleActions = ['stop', 'start', 'reboot'] as const;
export type ScheduleAction = (typeof scheduleActions)[number];

/** A schedule's times, as read. */
export interface Calendar {
  readonly timings: Readonly<Partial<Record<ScheduleAction, Timing>>>;
  readonly zone: Zone;
  /** Dates on which nothing is started or rebooted. */
  readonly except: readonly DateRange[];
  /** The last date, included. */
  readonly until?: string;
}

/** An action of a schedule at its time. */
export interface Due {
  readonly action: ScheduleAction;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Gives what a schedule does after an instant, one after the other, stop before start before reboot in one minute.
 * @param after - milliseconds since 1970
 */
export function* upcoming(calendar: Calendar, after: number): Generator<Due, void> {
  const next = new Map<ScheduleAction, number>();
  for (const action of scheduleActions) {
    const at = nextOf(calendar, action, after);
    if (at !== undefined) next.set(action, at);
  }
  while (next.size > 0) {
    const at = Math.min(...next.values());
    for (const action of scheduleActions) {
      if (next.get(action) !== at) continue;
      yield { action, at };
      const later = nextOf(calendar, action, at);
      if (later === undefined) next.delete(action);
      else next.set(action, later);
    }
  }
}

/** Lists the first `count` actions of a schedule after an instant. */
export function firstUpcoming(calendar: Calendar, after: number, count: number): readonly Due[] {
  const found: Due[] = [];
  for (const due of upcoming(calendar, after)) {
    if (found.length === count) break;
    found.push(due);
  }
  return found;
}

function nextOf({ timings, zone, except, until }: Calendar, action: ScheduleAction, after: number): number | undefined {
  const timing = timings[action];
  let at = timing === undefined ? undefined : nextTime(timing, zone, after);
  while (timing !== undefined && at !== undefined) {
    const date = dateIn(zone, at);
    if (until !== undefined && date > until) return undefined;
    // Who takes a day off wants nothing running: stops still happen.
    const range = action === 'stop' ? undefined : rangeWith(except, date);
    if (range === undefined) return at;
    at = nextTime(timing, zone, Math.max(at, endOfDate(zone, range.last)));
  }
  return undefined;
}
