import { upcoming } from '../../lambda/schedules/rules/upcoming';
import type { ScheduleAction, ScheduleBody } from '../api/schedule';
import { timesOf } from './times';

/** One time of a schedule, in the week that is drawn. */
export interface Firing {
  readonly action: ScheduleAction;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A time in which what a schedule starts is on. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const day = 24 * 3_600_000;

/** More in a week are not drawn: each minute would be. */
const mostFirings = 400;

/**
 * What a schedule does in the seven days from a moment on, by the rules that the API fires it by.
 * @see docs/decisions/0036
 */
export function firingsIn(schedule: ScheduleBody, from: number): readonly Firing[] {
  const read = timesOf(schedule);
  if (!read.ok) return [];
  const found: Firing[] = [];
  for (const due of upcoming(read.calendar, from - 1)) {
    if (due.at >= from + 7 * day || found.length === mostFirings) break;
    found.push(due);
  }
  return found;
}

/** From each start to the next stop; a week that begins with a stop was on before. */
export function spansOf(firings: readonly Firing[], from: number): readonly Span[] {
  const spans: Span[] = [];
  const ends = firings.filter(({ action }) => action !== 'reboot');
  let since = ends[0]?.action === 'stop' && ends.some(({ action }) => action === 'start') ? from : undefined;
  for (const { action, at } of ends) {
    if (action === 'start') since ??= at;
    if (action !== 'stop' || since === undefined) continue;
    spans.push({ from: since, to: at });
    since = undefined;
  }
  if (since !== undefined && ends.some(({ action }) => action === 'stop'))
    spans.push({ from: since, to: from + 7 * day });
  return spans;
}

/** Whether there is such a time zone; one that is still being typed is none. */
export function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds where the day of a moment begins.
 * @param timeZone - the zone whose day it is
 */
export function startOfDay(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const seconds = ((parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0)) * 60 + (parts.get('second') ?? 0);
  return Math.floor(moment / 1_000) * 1_000 - seconds * 1_000;
}

/** Where in the week a moment is, in percent. */
export function placeOf(at: number, from: number): number {
  return Math.max(0, Math.min(100, ((at - from) / (7 * day)) * 100));
}
