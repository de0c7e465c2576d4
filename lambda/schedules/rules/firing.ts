import { defined } from '../../../contract/defined';
import { type Calendar, type Due, firstUpcoming, type ScheduleAction, upcoming } from './upcoming';
import { minute } from './zone';

/** Milliseconds after which a firing is too late to happen. */
export const tooLate = 15 * minute;

/** What of a schedule is to be decided now: the earliest time that is due, or all times that were missed. */
export type Decision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'missed'; readonly last: Due; readonly count: number; readonly next?: number }
  | {
      readonly kind: 'fire';
      readonly at: number;
      /** In their order. */
      readonly actions: readonly ScheduleAction[];
      readonly next?: number;
    };

/** Missed firings that are counted; beyond it only that there were many matters. */
const mostCounted = 1000;

/**
 * Decides what comes next for a schedule. Firings that are more than 15 minutes late do not happen: all of them are
 * skipped at once.
 * @param nextAt - its first time that has not been decided
 */
export function decide(calendar: Calendar, nextAt: number, now: number): Decision {
  if (nextAt > now) return { kind: 'nothing' };
  return nextAt < now - tooLate ? passOver(calendar, nextAt, now) : fire(calendar, nextAt);
}

function fire(calendar: Calendar, at: number): Decision {
  const actions: ScheduleAction[] = [];
  for (const due of upcoming(calendar, at - minute)) {
    if (due.at > at) return { kind: 'fire', at, actions, next: due.at };
    actions.push(due.action);
  }
  return { kind: 'fire', at, actions };
}

function passOver(calendar: Calendar, nextAt: number, now: number): Decision {
  const limit = now - tooLate;
  let count = 0;
  let last: Due | undefined;
  for (const due of upcoming(calendar, nextAt - minute)) {
    if (last !== undefined && due.at >= limit) return { kind: 'missed', last, count, next: due.at };
    if (count === mostCounted) break;
    count += 1;
    last = due;
  }
  if (last === undefined) return { kind: 'nothing' };
  const [next] = firstUpcoming(calendar, Math.max(last.at, limit - 1), 1);
  return { kind: 'missed', last, count, ...defined({ next: next?.at }) };
}
