import * as fc from 'fast-check';
import { readExpression } from '../../../../lambda/schedules/rules/expression';
import { nextTime } from '../../../../lambda/schedules/rules/next-time';
import { zoneOf } from '../../../../lambda/schedules/rules/zone';
import { expressions, windows } from '../../../support/schedules/expressions';
import { askOracle, expressionOf, type OracleCase } from '../../../support/schedules/oracle';

const minute = 60_000;

/** Every minute of a window at which an expression is due, as the product says. */
function dueMinutes({ zone: name, from, to, ...expression }: OracleCase): readonly number[] {
  const zone = zoneOf(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  const timing = readExpression(expressionOf(expression));
  const found: number[] = [];
  let at = nextTime(timing, zone, (from - 1) * minute);
  while (at !== undefined && at < to * minute) {
    found.push(at / minute);
    at = nextTime(timing, zone, at);
  }
  return found;
}

function compare(cases: readonly OracleCase[]): void {
  const expected = askOracle(cases);
  const differing = cases.flatMap((one, i) => {
    const got = dueMinutes(one);
    if (JSON.stringify(got) === JSON.stringify(expected[i])) return [];
    return [
      { ...one, expression: expressionOf(one), missing: minus(expected[i], got), extra: minus(got, expected[i]) },
    ];
  });
  expect(differing).toEqual([]);
}

function minus(these: readonly number[] = [], those: readonly number[] = []): readonly string[] {
  return these
    .filter((one) => !those.includes(one))
    .slice(0, 3)
    .map((one) => new Date(one * minute).toISOString());
}

test('any expression around changes of clocks, leap days and ends of years is due as the oracle says', () => {
  const cases = fc.sample(
    fc.tuple(expressions, windows).map(([expression, window]) => ({ ...expression, ...window })),
    500,
  );

  compare(cases);
}, 60_000);

test('expressions are due all through a leap year as the oracle says', () => {
  const fields = [
    ['*/15', '2', '*', '*', '*', '*'],
    ['*/30', '*', '*', '*', '*', '*'],
    ['30', '2', '*', '*', 'mon-fri', '*'],
    ['0', '8', '29', '2', '*', '*'],
    ['0', '8', 'L', '*', '5#3', '*'],
    ['59', '23', '31', '*', 'friL,3', '*'],
  ];
  const year = { from: Date.UTC(2028, 0, 1) / minute, to: Date.UTC(2029, 0, 1) / minute };

  compare(
    ['Europe/Paris', 'Australia/Lord_Howe'].flatMap((zone) =>
      fields.map((texts) => ({ fields: texts, dialect: 'unix' as const, zone, ...year })),
    ),
  );
}, 60_000);

test.each([
  ['an hour that is skipped', 'Europe/Paris', '30 2 * * *', '2026-03-28T12:00Z', '2026-03-29T01:00Z'],
  ['one moment that is skipped', 'Europe/Paris', '2026-03-29T02:30', '2026-03-01T00:00Z', '2026-03-29T01:00Z'],
  ['half an hour that is skipped', 'Australia/Lord_Howe', '15 2 * * *', '2026-10-03T00:00Z', '2026-10-03T15:30Z'],
  ['one moment that comes twice', 'Europe/Paris', '2026-10-25T02:30', '2026-10-01T00:00Z', '2026-10-25T00:30Z'],
])('%s happens once', (_, name, text, after, expected) => {
  const zone = zoneOf(name);
  const timing = readExpression(text);

  const at = zone && nextTime(timing, zone, Date.parse(after));

  expect(at && new Date(at).toISOString()).toBe(new Date(expected).toISOString());
  expect(zone && at && nextTime(timing, zone, at)).not.toBe((at ?? 0) + 60 * minute);
});

test.each(['0 8 30 2 *', '0 8 31 4,6,9,11 *', 'cron(0 8 1 1 ? 2020)', '2020-01-01T00:00'])('%s never comes', (text) => {
  const zone = zoneOf('UTC');

  expect(zone && nextTime(readExpression(text), zone, Date.UTC(2026, 0, 1))).toBeUndefined();
});

test('what is due in decades is found in a moment', () => {
  const zone = zoneOf('Europe/Paris');

  const at = zone && nextTime(readExpression('cron(0 8 29 2 ? 2196)'), zone, Date.UTC(2026, 0, 1));

  expect(at).toBe(Date.UTC(2196, 1, 29, 7));
});
