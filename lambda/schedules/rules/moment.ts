import { ExpressionError } from './fields';

const form = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::00)?$/;

/**
 * Reads one moment on the clock on the wall: `YYYY-MM-DDThh:mm` or `…:00`.
 * @returns milliseconds since 1970 of a clock that knows no zone
 * @throws ExpressionError
 */
export function readMoment(text: string): number {
  const [, date, hour, minute] = form.exec(text) ?? [];
  if (date === undefined) {
    const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text.slice(11)) ? ': it is read in time_zone, without an offset' : '';
    throw new ExpressionError(`"${text}" is not a moment of the form YYYY-MM-DDThh:mm${zoned}`);
  }
  if (!isDate(date)) throw new ExpressionError(`"${date}" is not a date of the calendar`);
  return Date.parse(`${date}T${hour}:${minute}:00Z`);
}

/** Checks whether the text is a date of the calendar, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
