import { before, deadlineIn, isNear, noDeadline, reserve, shortestCall } from '../../../lambda/domain/deadline';

/** A clock that stands until it is told to go on. */
function clock() {
  let time = 1_000;
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) };
}

test('a deadline comes nearer with time, and never goes below nothing', () => {
  const { now, pass } = clock();
  const deadline = deadlineIn(10_000, now);

  expect(deadline.remaining()).toBe(10_000);
  pass(9_000);
  expect(deadline.remaining()).toBe(1_000);
  pass(9_000);
  expect(deadline.remaining()).toBe(0);
});

test('a reserve comes off the time that is left', () => {
  const { now, pass } = clock();
  const deadline = before(deadlineIn(10_000, now), reserve.look);

  expect(deadline.remaining()).toBe(10_000 - reserve.look);
  pass(8_000);
  expect(deadline.remaining()).toBe(0);
});

test('a deadline is near when a call could no longer come to its end', () => {
  const { now, pass } = clock();
  const deadline = deadlineIn(1_000, now);

  expect(isNear(deadline)).toBe(false);
  pass(1_000 - shortestCall + 1);
  expect(isNear(deadline)).toBe(true);
  expect(isNear(noDeadline)).toBe(false);
});
