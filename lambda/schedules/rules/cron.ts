import { Cron } from 'croner';
import type { Field } from './fields';

/** The fields of an expression, whatever its dialect. */
export type CronFields = Readonly<Record<'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek' | 'year', Field>>;

/**
 * Makes the sequence of an expression's local times. Croner enumerates them on a clock without a zone, from plain lists of
 * numbers: what the dialects and clock changes mean is decided here, not by its own rules (docs/decisions/0043).
 * @returns what finds the first time at or after a local time
 */
export function localTimesOf(fields: CronFields): (from: number) => number | undefined {
  const crons = patternsOf(fields).map((pattern) => new Cron(pattern, { utcOffset: 0, paused: true, mode: '7-part' }));
  return (from) => {
    // Croner answers what comes after a whole second.
    const before = new Date(from - 1000);
    const times = crons.flatMap((cron) => cron.nextRun(before)?.getTime() ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  };
}

/** Makes one pattern for the plain weekdays and one for each nth: croner mixes them up in one list. */
function patternsOf({ minute, hour, dayOfMonth, month, dayOfWeek, year }: CronFields): readonly string[] {
  const week = [
    ...(dayOfWeek.any || dayOfWeek.values.length > 0 ? [listed(dayOfWeek)] : []),
    ...dayOfWeek.nth.map(({ day, nth }) => `${day}#${nth}`),
  ];
  return week.map((days) =>
    ['0', listed(minute), listed(hour), listed(dayOfMonth), listed(month), days, listed(year)].join(' '),
  );
}

function listed({ any, values, last }: Field): string {
  return any ? '*' : [...values, ...(last ? ['L'] : [])].join(',');
}
