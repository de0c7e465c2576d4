import { defined } from '../../../contract/defined';
import { scheduleName } from '../../../contract/schedules';
import type { ParameterError } from '../../domain/problem';
import type { Definition } from '../model';
import { type DateRange, readDates } from './calendar';
import { readExpression, type Timing } from './expression';
import { ExpressionError } from './fields';
import { isDate } from './moment';
import { nextTime } from './next-time';
import { type Calendar, type ScheduleAction, scheduleActions } from './upcoming';
import { zoneOf } from './zone';

/** Finds what is wrong with the name of a schedule. */
export function nameErrors(name: string): readonly ParameterError[] {
  if (scheduleName.test(name)) return [];
  const rule = '1 to 63 lower-case letters, digits and hyphens, no hyphen first';
  return [{ parameter: 'name', detail: `name must be ${rule}; got ${JSON.stringify(name.slice(0, 100))}.` }];
}

/** A definition's times, or what is wrong with them. */
export type ReadCalendar =
  | { readonly ok: true; readonly calendar: Calendar }
  | { readonly ok: false; readonly errors: readonly ParameterError[] };

/** Reads the times of a definition; all mistakes at once, each with its member. */
export function readCalendar(definition: Definition): ReadCalendar {
  const errors: ParameterError[] = [];
  const wrong = (parameter: string, detail: string) =>
    void errors.push({ parameter, detail: `${parameter}: ${detail}.` });
  const timings: Partial<Record<ScheduleAction, Timing>> = {};
  for (const action of scheduleActions) {
    const text = definition[action];
    if (text === undefined) continue;
    try {
      timings[action] = readExpression(text);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      wrong(action, error.message);
    }
  }
  const given = scheduleActions.some((action) => definition[action] !== undefined);
  if (!given) wrong('start', 'a schedule has at least one of start, stop and reboot');
  const zone = zoneOf(definition.timeZone);
  if (zone === undefined) {
    wrong('time_zone', `${JSON.stringify(definition.timeZone)} is not an IANA time zone, such as Europe/Paris`);
  }
  const except: DateRange[] = [];
  for (const text of definition.except) {
    const range = readDates(text);
    if (range !== undefined) except.push(range);
    else
      wrong('except', `${JSON.stringify(text)} is not a date or a range, such as 2026-12-25 or 2026-12-28/2027-01-01`);
  }
  const { until } = definition;
  if (until !== undefined && !isDate(until))
    wrong('until', `${JSON.stringify(until)} is not a date, such as 2026-12-31`);
  if (errors.length > 0 || zone === undefined) return { ok: false, errors };
  return { ok: true, calendar: { timings, zone, except, ...defined({ until }) } };
}

/** Reads the times of a definition that has been checked before. */
export function calendarOf(definition: Definition): Calendar {
  const read = readCalendar(definition);
  if (!read.ok)
    throw new Error(`a stored schedule cannot be read: ${read.errors.map(({ detail }) => detail).join(' ')}`);
  return read.calendar;
}

/** Finds the actions whose expression is never due: a moment that has passed, or a day that does not exist. */
export function neverDue({ timings, zone }: Calendar, now: number): readonly ScheduleAction[] {
  return scheduleActions.filter((action) => {
    const timing = timings[action];
    return timing !== undefined && nextTime(timing, zone, now) === undefined;
  });
}
