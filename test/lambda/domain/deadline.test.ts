import {
  before,
  deadlineIn,
  isNear,
  noDeadline,
  reserve,
  shortestCall,
  sooner,
  stepDeadlines,
} from '../../../lambda/domain/deadline';

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

test('a step of 29 s asks EC2 for 23 of them, and writes down what it knows in the next 4', () => {
  const { now, pass } = clock();
  const { step, calls } = stepDeadlines(29_000, now);

  expect([step.remaining(), calls.remaining()]).toEqual([27_000, 23_000]);
  pass(23_000);
  expect([step.remaining(), calls.remaining()]).toEqual([4_000, 0]);
});

test('of two deadlines the earlier one counts', () => {
  const { now, pass } = clock();
  const both = sooner(deadlineIn(5_000, now), deadlineIn(3_000, now));

  pass(1_000);
  expect(both.remaining()).toBe(2_000);
});
