import { isDate } from './moment';
import { changeAfter, minute, type Zone } from './zone';

/** Dates from `first` to `last`, both included, as `YYYY-MM-DD`. */
export interface DateRange {
  readonly first: string;
  readonly last: string;
}

/**
 * Reads an item of `except`: `2026-12-25` or `2026-12-28/2027-01-01`.
 * @returns undefined when it is neither
 */
export function readDates(text: string): DateRange | undefined {
  const [first = '', last = first, ...rest] = text.split('/');
  return rest.length === 0 && isDate(first) && isDate(last) && first <= last ? { first, last } : undefined;
}

/** Returns the date that the clocks of a zone show at an instant. */
export function dateIn(zone: Zone, instant: number): string {
  return new Date(instant + zone.offsetAt(instant)).toISOString().slice(0, 10);
}

/** Finds the range that a date is in; of several the one that ends last. */
export function rangeWith(ranges: readonly DateRange[], date: string): DateRange | undefined {
  return ranges
    .filter(({ first, last }) => first <= date && date <= last)
    .reduce<DateRange | undefined>(
      (latest, range) => (latest && latest.last >= range.last ? latest : range),
      undefined,
    );
}

/** Returns the last minute before the day after a date can begin in a zone. */
export function endOfDate(zone: Zone, date: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`) + 24 * 60 * minute;
  const about = midnight - zone.offsetAt(midnight);
  const change = changeAfter(zone, about - 24 * 60 * minute, 2);
  const offsets = [zone.offsetAt(about), ...(change === undefined ? [] : [change.before, zone.offsetAt(change.at)])];
  return midnight - Math.max(...offsets) - minute;
}
