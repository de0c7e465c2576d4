import * as fc from 'fast-check';
import { readExpression } from '../../../../lambda/schedules/rules/expression';
import { ExpressionError } from '../../../../lambda/schedules/rules/fields';
import { nextTime } from '../../../../lambda/schedules/rules/next-time';
import { zoneOf } from '../../../../lambda/schedules/rules/zone';

/** The first local times of an expression in 2026, without the year. */
function localTimes(text: string, count: number): readonly string[] {
  const { nextLocal } = readExpression(text);
  const found: string[] = [];
  let from = Date.UTC(2026, 0, 1);
  while (found.length < count) {
    const at = nextLocal(from);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().slice(5, 16));
    from = at + 60_000;
  }
  return found;
}

test.each([
  ['minute', '5 0 1 1 *', 'cron(5 0 1 1 ? *)', ['01-01T00:05']],
  ['minutes in a list', '5,20 0 1 1 *', 'cron(5,20 0 1 1 ? *)', ['01-01T00:05', '01-01T00:20']],
  ['minutes in steps', '*/30 0 1 1 *', 'cron(0/30 0 1 1 ? *)', ['01-01T00:00', '01-01T00:30']],
  ['hours in a range', '0 8-9 1 1 *', 'cron(0 8-9 1 1 ? *)', ['01-01T08:00', '01-01T09:00']],
  ['hours in steps of a range', '0 6-12/6 * * *', 'cron(0 6-12/6 * * ? *)', ['01-01T06:00', '01-01T12:00']],
  ['day of month', '0 8 15 * *', 'cron(0 8 15 * ? *)', ['01-15T08:00', '02-15T08:00']],
  ['last day of month', '0 8 L * *', 'cron(0 8 L * ? *)', ['01-31T08:00', '02-28T08:00']],
  ['month by number', '0 8 1 3,5 *', 'cron(0 8 1 3,5 ? *)', ['03-01T08:00', '05-01T08:00']],
  ['month by name', '0 8 1 mar-apr *', 'cron(0 8 1 MAR-APR ? *)', ['03-01T08:00', '04-01T08:00']],
  ['weekday by name', '0 8 * * Mon', 'cron(0 8 ? * MON *)', ['01-05T08:00', '01-12T08:00']],
  ['weekday by number, Monday', '0 8 * * 1', 'cron(0 8 ? * 2 *)', ['01-05T08:00', '01-12T08:00']],
  ['weekday by number, Sunday', '0 8 * * 0', 'cron(0 8 ? * 1 *)', ['01-04T08:00', '01-11T08:00']],
  ['weekday by number, Saturday', '0 8 * * 6', 'cron(0 8 ? * 7 *)', ['01-03T08:00', '01-10T08:00']],
  ['a week that ends on Sunday', '0 8 * * sat-sun', 'cron(0 8 ? * SAT-SUN *)', ['01-03T08:00', '01-04T08:00']],
  ['nth weekday', '0 8 * * 5#2', 'cron(0 8 ? * 6#2 *)', ['01-09T08:00', '02-13T08:00']],
  ['last weekday of the month', '0 8 * * friL', 'cron(0 8 ? * 6L *)', ['01-30T08:00', '02-27T08:00']],
])('%s means the same in both dialects', (_, five, six, expected) => {
  expect(localTimes(five, 2).slice(0, expected.length)).toEqual(expected);
  expect(localTimes(six, 2).slice(0, expected.length)).toEqual(expected);
});

test.each([
  ['0 8 * * 7', ['01-04T08:00', '01-11T08:00']],
  ['0 8 13 * 5', ['01-02T08:00', '01-09T08:00', '01-13T08:00']],
  ['0 8 * * wed,5L', ['01-07T08:00', '01-14T08:00', '01-21T08:00', '01-28T08:00', '01-30T08:00']],
  ['cron(0 8 ? * L *)', ['01-03T08:00', '01-10T08:00']],
  ['cron(10/20 8 1 1 ? *)', ['01-01T08:10', '01-01T08:30', '01-01T08:50']],
  ['cron(0 8 1 1 ? 2027-2028)', ['01-01T08:00', '01-01T08:00']],
  ['2026-12-24T12:00', ['12-24T12:00']],
  ['2026-12-24T12:00:00', ['12-24T12:00']],
])('%s is read', (text, expected) => {
  expect(localTimes(text, expected.length)).toEqual(expected);
});

test('the year of cron(…) counts', () => {
  expect(readExpression('cron(0 8 1 1 ? 2030)').nextLocal(Date.UTC(2026, 0, 1))).toBe(Date.UTC(2030, 0, 1, 8));
});

test.each([
  ['0 * * * *', true],
  ['0 */2 * * *', true],
  ['0 0-23/2 * * *', true],
  ['0 2 * * *', false],
  ['* 1-3 * * *', false],
  ['2026-10-25T02:30', false],
])('%s follows the clock: %s', (text, follows) => {
  expect(readExpression(text).followsClock).toBe(follows);
});

test.each([
  ['', '"" is empty'],
  ['0 8 * *', '4 fields instead of five'],
  ['daily', '1 field instead of five'],
  ['0 0 8 * * *', 'seconds are not supported'],
  ['@daily', '"@" names are not supported'],
  ['rate(5 minutes)', 'write five fields or cron(…)'],
  ['60 * * * *', 'the minute "60" is not 0 to 59'],
  ['0 24 * * *', 'the hour "24" is not 0 to 23'],
  ['0 8 0 * *', 'the day of month "0" is not 1 to 31'],
  ['0 8 * 13 *', 'the month "13" is not 1 to 12 or jan to dec'],
  ['0 8 * * 8', 'the day of week "8" is not 0 to 7 or sun to sat'],
  ['0 8 * * mun', 'the day of week "mun" is not'],
  ['0 8 15W * *', '"W" is not supported'],
  ['0 8 L-3 * *', 'the day of month "l" is not 1 to 31'],
  ['0 8 ? * mon', 'the day of month "?" is not'],
  ['0 18-8 * * *', 'the hour "18-8" ends before it begins'],
  ['*/0 * * * *', 'has a step that is not 1 to 60'],
  ['5/15 * * * *', 'write 5-59/15'],
  ['0 8 * * 5#6', 'the day of week "5#6" is not'],
  ['0 8 * * L', 'the day of week "l" is not'],
  ['0 8 , * *', 'the day of month "" is not'],
  ['cron(0 8 * * ?)', 'cron(…) with 5 fields instead of six'],
  ['cron(0 8 * * * *)', 'exactly one of day-of-month and day-of-week must be "?"'],
  ['cron(0 8 ? * ? *)', 'exactly one of day-of-month and day-of-week must be "?"'],
  ['cron(0 8 ? * 0 *)', 'the day of week "0" is not 1 to 7'],
  ['cron(0 8 LW * ? *)', '"W" is not supported'],
  ['cron(0 8 1 * ? 1969)', 'the year "1969" is not 1970 to 2199'],
  ['2026-13-01T00:00', '"2026-13-01" is not a date of the calendar'],
  ['2026-02-30T00:00', '"2026-02-30" is not a date of the calendar'],
  ['2026-01-01T24:00', 'not a moment of the form YYYY-MM-DDThh:mm'],
  ['2026-01-01T08:00:30', 'not a moment of the form YYYY-MM-DDThh:mm'],
  ['2026-01-01T08:00Z', 'it is read in time_zone, without an offset'],
  [`${'0,'.repeat(200)}0 8 * * *`, 'more than 256 characters'],
])('%j is refused', (text, reason) => {
  expect(() => readExpression(text)).toThrow(reason);
});

test.each(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day, i) => [day, i] as const))(
  '%s is %d in Unix and one more in EventBridge, alone, in a range, as the second and as the last of a month',
  (day, i) => {
    const unix = [String(i), `${i}-${i}`, `${i}#2`, `${i}L`];
    const events = [String(i + 1), `${i + 1}-${i + 1}`, `${i + 1}#2`, `${i + 1}L`];
    const named = [day, `${day}-${day}`, `${day}#2`, `${day}L`];

    const times = (fields: readonly string[], write: (field: string) => string) =>
      fields.map((field) => localTimes(write(field), 3));

    const expected = times(named, (field) => `0 8 * * ${field}`);
    expect(times(unix, (field) => `0 8 * * ${field}`)).toEqual(expected);
    expect(times(events, (field) => `cron(0 8 ? * ${field} *)`)).toEqual(expected);
    expect(times(named, (field) => `cron(0 8 ? * ${field.toUpperCase()} *)`)).toEqual(expected);
  },
);

const parts = fc.oneof(
  fc.constantFrom(
    '*',
    '/',
    '-',
    ',',
    '#',
    'L',
    'W',
    '?',
    '0',
    '7',
    '60',
    '99999',
    'mon',
    'feb',
    '*/',
    '1-5/',
    'cron(',
    ')',
    '@',
    'T',
  ),
  fc.constantFrom('\u0000', '\u00a0', '１', '__proto__', 'constructor', '2026-01-01T08:00', '+', 'e'),
);
const hostile = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc
    .array(fc.array(parts, { maxLength: 40 }), { maxLength: 7 })
    .map((fields) => fields.map((one) => one.join('')).join(' ')),
  fc.tuple(parts, fc.integer({ min: 1, max: 300 })).map(([part, times]) => part.repeat(times)),
);

test('whatever the text, it is read or refused in a moment, and its next time is found in a moment', () => {
  const zone = zoneOf('Europe/Paris');
  fc.assert(
    fc.property(hostile, (text) => {
      const begun = performance.now();
      try {
        const timing = readExpression(text);
        if (zone !== undefined) nextTime(timing, zone, Date.UTC(2026, 0, 1));
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
      }
      expect(performance.now() - begun).toBeLessThan(2_000);
    }),
    { numRuns: 1000 },
  );
});
