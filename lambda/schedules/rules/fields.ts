/** What one field of a cron expression may hold. */
export interface FieldRules {
  /** Name for messages. */
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Names of the values from `low` on, in lower case. */
  readonly names?: readonly string[];
  /** Days of the week: the number of Sunday, which may also end a range. */
  readonly sunday?: number;
  /** `5/15`, which EventBridge reads as a range to the end. */
  readonly openSteps?: true;
  /** What `L` alone stands for: the last day of the month, or a value of the week. */
  readonly last?: 'day' | number;
}

/** One weekday of a month: the nth, or the last. */
export interface NthDay {
  /** 0 (Sunday) to 6. */
  readonly day: number;
  readonly nth: number | 'L';
}

/** A field as read. */
export interface Field {
  /** `*`: every value. */
  readonly any: boolean;
  readonly values: readonly number[];
  /** The last day of the month. */
  readonly last: boolean;
  readonly nth: readonly NthDay[];
}

/** A text that is no field; its message says what is wrong and what is allowed. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/**
 * Reads one field of a cron expression.
 * @throws ExpressionError
 */
export function readField(text: string, rules: FieldRules): Field {
  if (text === '*') return { any: true, values: [], last: false, nth: [] };
  const values = new Set<number>();
  const nth: NthDay[] = [];
  let last = false;
  for (const item of text.toLowerCase().split(',')) {
    const special = rules.sunday === undefined ? undefined : nthDay(item, rules);
    if (special !== undefined) nth.push(special);
    else if (item === 'l' && rules.last === 'day') last = true;
    else for (const value of item === 'l' ? [lastOf(rules)] : valuesOf(item, rules)) values.add(plain(value, rules));
  }
  return { any: false, values: [...values].sort((a, b) => a - b), last, nth };
}

const nthForm = /^([a-z]{3}|\d)(?:#([1-5]|l)|(l))$/;

function nthDay(item: string, rules: FieldRules): NthDay | undefined {
  const [, day, nth] = nthForm.exec(item) ?? [];
  if (day === undefined) return undefined;
  return { day: plain(numberOf(day, rules), rules), nth: nth === undefined || nth === 'l' ? 'L' : Number(nth) };
}

function lastOf(rules: FieldRules): number {
  if (typeof rules.last === 'number') return rules.last;
  throw wrong('l', rules);
}

const itemForm = /^(?:(\*)|([a-z]+|\d+)(?:-([a-z]+|\d+))?)(?:\/(\d+))?$/;

function valuesOf(item: string, rules: FieldRules): readonly number[] {
  const [whole, any, from = '', to, step] = itemForm.exec(item) ?? [];
  if (whole === undefined) throw wrong(item, rules);
  const open = any === undefined && to === undefined && step !== undefined;
  if (open && rules.openSteps === undefined) {
    throw new ExpressionError(
      `the ${rules.name} "${item}" has a step without a range: write ${from}-${rules.high}/${step}`,
    );
  }
  const low = any === undefined ? numberOf(from, rules) : rules.low;
  const high = any !== undefined || open ? rules.high : to === undefined ? low : endOf(to, low, item, rules);
  const by = step === undefined ? 1 : Number(step);
  if (by < 1 || by > rules.high - rules.low + 1) {
    throw new ExpressionError(`the ${rules.name} "${item}" has a step that is not 1 to ${rules.high - rules.low + 1}`);
  }
  return Array.from({ length: Math.floor((high - low) / by) + 1 }, (_, i) => low + i * by);
}

function endOf(text: string, low: number, item: string, rules: FieldRules): number {
  const high = numberOf(text, rules);
  if (high >= low) return high;
  // The week of a range may end on Sunday: sat-sun.
  if (high === rules.sunday) return high + 7;
  throw new ExpressionError(`the ${rules.name} "${item}" ends before it begins`);
}

function numberOf(text: string, rules: FieldRules): number {
  const named = rules.names?.indexOf(text) ?? -1;
  const value = named === -1 ? (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN) : rules.low + named;
  if (value >= rules.low && value <= rules.high) return value;
  throw wrong(text, rules);
}

/** Converts a weekday to 0 (Sunday) to 6, whatever the dialect counts from; keeps any other value. */
function plain(value: number, { sunday }: FieldRules): number {
  return sunday === undefined ? value : (value - sunday) % 7;
}

function wrong(text: string, { name, low, high, names }: FieldRules): ExpressionError {
  const allowed = `${low} to ${high}${names === undefined ? '' : ` or ${names[0]} to ${names.at(-1)}`}`;
  const hint = /^(\d+w|w|lw)$/.test(text) ? ' ("W" is not supported)' : '';
  return new ExpressionError(`the ${name} "${text}" is not ${allowed}${hint}`);
}
