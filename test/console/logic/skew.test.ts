import { skewOf } from '../../../console/logic/skew';

const now = Date.parse('2026-03-01T12:00:00.700Z');

test.each([
  ['right', 0, 0],
  ['a second slow, which the header cannot tell', 1_000, 0],
  ['ten minutes slow', 600_000, 600_000],
  ['an hour fast', -3_600_000, -3_600_000],
])('a clock that is %s is put right', (_what, ahead, expected) => {
  const date = new Date(now + ahead).toUTCString();

  expect(Math.abs(skewOf(date, now - 40, now + 40) - expected)).toBeLessThanOrEqual(1_000);
});

test('an answer that was long on its way leaves more open', () => {
  const date = new Date(now + 3_000).toUTCString();

  expect(skewOf(date, now - 2_000, now + 2_000)).toBe(0);
});

test.each([null, '', 'soon'])('without a date (%j) the clock is taken as right', (date) => {
  expect(skewOf(date, now, now)).toBe(0);
});
