import type { FieldRules } from './fields';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The fields of a cron expression, in the order in which both dialects write them. */
export interface Dialect {
  readonly minute: FieldRules;
  readonly hour: FieldRules;
  readonly dayOfMonth: FieldRules;
  readonly month: FieldRules;
  readonly dayOfWeek: FieldRules;
  readonly year?: FieldRules;
}

/** Unix cron: five fields, Sunday is 0 or 7. */
export const unix: Dialect = {
  minute: { name: 'minute', low: 0, high: 59 },
  hour: { name: 'hour', low: 0, high: 23 },
  dayOfMonth: { name: 'day of month', low: 1, high: 31, last: 'day' },
  month: { name: 'month', low: 1, high: 12, names: months },
  dayOfWeek: { name: 'day of week', low: 0, high: 7, names: weekdays, sunday: 0 },
};

/**
 * EventBridge's cron: six fields, Sunday is 1.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export const eventBridge: Required<Dialect> = {
  minute: { ...unix.minute, openSteps: true },
  hour: { ...unix.hour, openSteps: true },
  dayOfMonth: { ...unix.dayOfMonth, openSteps: true },
  month: { ...unix.month, openSteps: true },
  dayOfWeek: { name: 'day of week', low: 1, high: 7, names: weekdays, sunday: 1, openSteps: true, last: 7 },
  year: { name: 'year', low: 1970, high: 2199, openSteps: true },
};
