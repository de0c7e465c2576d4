import { localTimesOf } from './cron';
import { eventBridge, unix } from './dialects';
import { ExpressionError, type Field, readField } from './fields';
import { readMoment } from './moment';

/** When an action of a schedule is due, on the clock on the wall; a zone makes instants of it. */
export interface Timing {
  /**
   * Finds the first time at or after `from`. Local times are milliseconds since 1970 of a clock without a zone.
   * @returns undefined when there is none
   */
  readonly nextLocal: (from: number) => number | undefined;
  /** The hour is `*` or a step: where the clock repeats an hour, so does the action. */
  readonly followsClock: boolean;
}

/** Characters of an expression. */
export const longestExpression = 256;

/**
 * Reads `start`, `stop` or `reboot` of a schedule: cron with five fields, EventBridge's `cron(…)` with six, or one moment.
 * @throws ExpressionError
 */
export function readExpression(text: string): Timing {
  const trimmed = text.trim();
  if (trimmed === '') throw new ExpressionError('"" is empty');
  if (trimmed.length > longestExpression) throw new ExpressionError(`more than ${longestExpression} characters`);
  if (/^\d{4}-/.test(trimmed)) {
    const moment = readMoment(trimmed);
    return { nextLocal: (from) => (moment >= from ? moment : undefined), followsClock: false };
  }
  const six = /^cron\((.*)\)$/.exec(trimmed)?.[1];
  if (six !== undefined) return sixFields(six.trim().split(/\s+/));
  if (trimmed.startsWith('@'))
    throw new ExpressionError(`"${trimmed}": "@" names are not supported, write the five fields`);
  if (/^(rate|at)\(/.test(trimmed))
    throw new ExpressionError(`"${trimmed}" is not supported, write five fields or cron(…)`);
  return fiveFields(trimmed.split(/\s+/));
}

function fiveFields(texts: readonly string[]): Timing {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = texts;
  if (texts.length !== 5) {
    const hint = texts.length === 6 || texts.length === 7 ? '; seconds are not supported' : '';
    throw new ExpressionError(
      `${texts.length} ${texts.length === 1 ? 'field' : 'fields'} instead of five (minute hour day-of-month month day-of-week)${hint}`,
    );
  }
  const everyYear = readField('*', unix.month);
  return timing(hour, {
    minute: readField(minute, unix.minute),
    hour: readField(hour, unix.hour),
    dayOfMonth: readField(dayOfMonth, unix.dayOfMonth),
    month: readField(month, unix.month),
    dayOfWeek: readField(dayOfWeek, unix.dayOfWeek),
    year: everyYear,
  });
}

function sixFields(texts: readonly string[]): Timing {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = texts;
  if (texts.length !== 6) {
    throw new ExpressionError(
      `cron(…) with ${texts.length} fields instead of six (minute hour day-of-month month day-of-week year)`,
    );
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new ExpressionError('exactly one of day-of-month and day-of-week must be "?" in cron(…)');
  }
  const orAny = (field: string) => (field === '?' ? '*' : field);
  return timing(hour, {
    minute: readField(minute, eventBridge.minute),
    hour: readField(hour, eventBridge.hour),
    dayOfMonth: readField(orAny(dayOfMonth), eventBridge.dayOfMonth),
    month: readField(month, eventBridge.month),
    dayOfWeek: readField(orAny(dayOfWeek), eventBridge.dayOfWeek),
    year: readField(year, eventBridge.year),
  });
}

function timing(hour: string, fields: Readonly<Record<keyof Required<typeof unix>, Field>>): Timing {
  return { nextLocal: localTimesOf(fields), followsClock: /[*/]/.test(hour) };
}
