import { delayOf, pace, turn } from '../../../console/logic/polling';

test('what changes is asked for every 2 s, everything every 15 s, and nothing while nobody looks', () => {
  expect(delayOf(pace.changing, { hidden: false, failures: 0 })).toBe(2_000);
  expect(delayOf(pace.resting, { hidden: false, failures: 0 })).toBe(15_000);
  expect(delayOf(pace.changing, { hidden: true, failures: 0 })).toBeUndefined();
  expect(delayOf(undefined, { hidden: false, failures: 0 })).toBeUndefined();
});

test('after failures it waits longer each time, never longer than 15 s', () => {
  const delays = [1, 2, 3, 4, 9].map((failures) => delayOf(pace.changing, { hidden: false, failures }));

  expect(delays).toEqual([2_000, 4_000, 8_000, 15_000, 15_000]);
});

test('a retry-after is kept', () => {
  expect(delayOf(pace.changing, { hidden: false, failures: 1, retryAfter: 30 })).toBe(30_000);
});

test('more ids than one request may name take turns', () => {
  const ids = Array.from({ length: 250 }, (_, index) => `i-${index}`);

  const asked = [0, 1, 2].flatMap((round) => turn(ids, round));

  expect(asked).toEqual(ids);
  expect(turn(ids, 3)).toEqual(turn(ids, 0));
  expect(turn(['i-1'], 7)).toEqual(['i-1']);
});
