import { tokenBucket } from '../../server/throttle';

test('a burst is let through, and then so many a second', () => {
  let now = 0;
  const take = tokenBucket({ rate: 2, burst: 3 }, () => now);
  const taken = (tries: number): number => Array.from({ length: tries }, take).filter(Boolean).length;

  expect(taken(10)).toBe(3);
  now = 499;
  expect(taken(10)).toBe(0);
  now = 500;
  expect(taken(10)).toBe(1);
  now = 1500;
  expect(taken(10)).toBe(2);
});

test('a quiet time saves up no more than a burst', () => {
  let now = 0;
  const take = tokenBucket({ rate: 100, burst: 5 }, () => now);
  now = 3_600_000;

  expect(Array.from({ length: 50 }, take).filter(Boolean)).toHaveLength(5);
});
