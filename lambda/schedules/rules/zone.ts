/** Milliseconds. */
export const minute = 60_000;
const day = 24 * 60 * minute;

/** A time zone: what its clocks show, and when they are changed. */
export interface Zone {
  readonly name: string;
  /** Returns the milliseconds that its clocks are ahead of UTC at an instant. */
  readonly offsetAt: (instant: number) => number;
}

/** A change of the clocks. */
export interface ClockChange {
  /** The first instant on the new clock. */
  readonly at: number;
  /** Offset before it, in milliseconds. */
  readonly before: number;
}

const zones = new Map<string, Zone>();

/**
 * Finds a time zone by its IANA name.
 * @returns undefined when there is none of this name
 */
export function zoneOf(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  // Newer Node versions take offsets such as +01:00 for names.
  if (!/^[A-Za-z][\w/+-]{0,63}$/.test(name)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
  const zone = { name, offsetAt: (instant: number) => offsetIn(format.format(instant)) };
  zones.set(name, zone);
  return zone;
}

/** Reads the end of `11/25/2026, GMT+05:45`. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds = 0] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const size = (Number(hours) * 60 + Number(minutes)) * minute + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

/**
 * Finds the last change of the clocks in the 25 hours up to an instant, that instant included: older ones no longer matter
 * to what a clock shows.
 */
export function changeBefore(zone: Zone, instant: number): ClockChange | undefined {
  return changeIn(zone, instant - 25 * 60 * minute, instant);
}

/** Finds the first change of the clocks after an instant, within so many days. */
export function changeAfter(zone: Zone, instant: number, days: number): ClockChange | undefined {
  for (let i = 0; i < days; i += 1) {
    const change = changeIn(zone, instant + i * day, instant + (i + 1) * day);
    if (change !== undefined) return change;
  }
  return undefined;
}

/** Finds the change in (`from`, `to`], to the minute; the clocks are changed once at most in a day. */
function changeIn(zone: Zone, from: number, to: number): ClockChange | undefined {
  const before = zone.offsetAt(from);
  if (zone.offsetAt(to) === before) return undefined;
  let [low, high] = [Math.floor(from / minute), Math.ceil(to / minute)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offsetAt(middle * minute) === before) low = middle;
    else high = middle;
  }
  return { at: high * minute, before };
}
