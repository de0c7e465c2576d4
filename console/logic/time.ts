const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in one unit: `5 s`, `12 min`, `3 h`, `40 d`. */
export function age(from: string | null, now: number): string {
  const passed = Math.max(0, now - Date.parse(from ?? ''));
  if (Number.isNaN(passed)) return '';
  if (passed < minute) return `${Math.floor(passed / second)} s`;
  if (passed < hour) return `${Math.floor(passed / minute)} min`;
  if (passed < 2 * day) return `${Math.floor(passed / hour)} h`;
  return `${Math.floor(passed / day)} d`;
}

/** How long until a moment: `1 d 4 h`, `1 h 05 min`, `4:09 min`; `now` when it has come. */
export function countdown(until: string, now: number): string {
  const left = Date.parse(until) - now;
  if (Number.isNaN(left)) return '';
  if (left <= 0) return 'now';
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  if (left >= day) return `${Math.floor(left / day)} d ${Math.floor((left % day) / hour)} h`;
  if (left >= hour) return `${Math.floor(left / hour)} h ${two((left % hour) / minute)} min`;
  return `${Math.floor(left / minute)}:${two((left % minute) / second)} min`;
}

/** Seconds from now until the clock next shows a time of day such as `18:30`; undefined when it is none. */
export function secondsUntil(timeOfDay: string, now: Date): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(timeOfDay) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const then = new Date(now);
  then.setHours(Number(hours), Number(minutes), 0, 0);
  if (then <= now) then.setDate(then.getDate() + 1);
  return Math.max(1, Math.round((then.getTime() - now.getTime()) / second));
}

/**
 * Writes a moment: the time today, else with its day.
 * @param timeZone - an IANA name; the reader's own by default
 */
export function moment(at: string | null, now: number, timeZone?: string): string {
  const date = new Date(at ?? '');
  if (Number.isNaN(date.getTime())) return at ?? 'unknown';
  const zone = timeZone === undefined ? {} : { timeZone };
  const dayOf = (when: Date): string => when.toLocaleDateString('en-GB', zone);
  return date.toLocaleString('en-GB', {
    ...zone,
    ...(dayOf(new Date(now)) === dayOf(date) ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Writes a moment as a schedule has it, with the reader's own time where that is another. */
export function momentIn(at: string, now: number, timeZone: string): string {
  const [there, here] = [moment(at, now, timeZone), moment(at, now)];
  return there === here ? here : `${there} ${timeZone} (${here} for you)`;
}

/** Writes the moments in a text of the API, such as `2026-01-01T12:00:00.000Z`, as the reader's clock shows them. */
export function withMoments(text: string, now: number): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => moment(at, now));
}
