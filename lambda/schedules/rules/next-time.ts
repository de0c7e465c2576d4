import type { Timing } from './expression';
import { changeAfter, changeBefore, minute, type Zone } from './zone';

/** Days for which the clocks are looked at ahead; what is further away is come closer to first. */
const horizon = 3;
const farAway = 2 * 24 * 60 * minute;

/**
 * Finds the first instant after `after` at which an action is due in a zone. The rules for clock changes are the contract's:
 * times that do not exist happen once, at the first minute after the gap; a time that comes twice happens at its first pass,
 * unless the expression follows the clock.
 * @param after - milliseconds since 1970, as the answer
 * @returns undefined when it never comes
 */
export function nextTime(timing: Timing, zone: Zone, after: number): number | undefined {
  let from = (Math.floor(after / minute) + 1) * minute;
  for (;;) {
    const offset = zone.offsetAt(from);
    const last = changeBefore(zone, from);
    if (last?.at === from && isSkipped(timing, from + last.before, from + offset)) return from;

    const fresh =
      last === undefined || timing.followsClock ? from + offset : Math.max(from + offset, last.at + last.before);
    const local = timing.nextLocal(fresh);
    if (local === undefined) return undefined;
    if (local - offset > from + farAway) {
      from = local - offset - farAway / 2;
    } else {
      const change = changeAfter(zone, from, horizon);
      if (change === undefined || local - offset < change.at) return local - offset;
      from = change.at;
    }
  }
}

/** Checks whether one of the times is in a gap, from its first local time to the one at which the clocks continue. */
function isSkipped(timing: Timing, first: number, end: number): boolean {
  const local = timing.nextLocal(first);
  return local !== undefined && local < end;
}
