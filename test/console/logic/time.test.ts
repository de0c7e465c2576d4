import { age, countdown, moment, momentIn, secondsUntil, withMoments } from '../../../console/logic/time';

const now = Date.parse('2026-03-01T12:00:00Z');
const after = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

test.each([
  [-5, '5 s'],
  [-600, '10 min'],
  [-7_300, '2 h'],
  [-200_000, '2 d'],
  [60, '0 s'],
])('what was %i s from now is %s old', (seconds, expected) => {
  expect(age(after(seconds), now)).toBe(expected);
});

test.each([
  [0, 'now'],
  [69, '1:09 min'],
  [3_900, '1 h 05 min'],
  [100_000, '1 d 3 h'],
])('%i s from now is in %s', (seconds, expected) => {
  expect(countdown(after(seconds), now)).toBe(expected);
});

test('what is no time has no age', () => {
  expect([age('soon', now), countdown('soon', now)]).toEqual(['', '']);
});

test('a time of day is today where it is still to come, else tomorrow', () => {
  const noon = new Date(2026, 2, 3, 12, 0, 0);

  expect(secondsUntil('12:30', noon)).toBe(1_800);
  expect(secondsUntil('11:30', noon)).toBe(23.5 * 3_600);
  expect(secondsUntil('25:00', noon)).toBeUndefined();
});

test('a moment of a schedule is told in its zone, and in that of the reader where that is another', () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const other = here === 'Asia/Tokyo' ? 'Asia/Kolkata' : 'Asia/Tokyo';

  expect(momentIn(after(60), now, here)).toBe(moment(after(60), now));
  expect(momentIn(after(60), now, other)).toBe(
    `${moment(after(60), now, other)} ${other} (${moment(after(60), now)} for you)`,
  );
  expect(moment('2026-03-01T12:00:00Z', now, 'Asia/Tokyo')).toBe('21:00');
  expect(moment('2026-03-01T16:00:00Z', now, 'Asia/Tokyo')).toBe('Mon 2 Mar, 01:00');
});

test('moments in a text of the API are told as the clock of the reader shows them', () => {
  const at = after(7_200);

  expect(withMoments(`Started; to be stopped at ${at}.`, now)).toBe(`Started; to be stopped at ${moment(at, now)}.`);
  expect(withMoments('Started 2 instances of 2026-01', now)).toBe('Started 2 instances of 2026-01');
});
