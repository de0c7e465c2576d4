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

/** The beginning of the day on which a moment is, on the reader's own clock. */
export function startOfDay(moment: number): number {
  const date = new Date(moment);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}

/** Where in the week a moment is, in percent. */
export function placeOf(at: number, from: number): number {
  return Math.max(0, Math.min(100, ((at - from) / (7 * day)) * 100));
}
