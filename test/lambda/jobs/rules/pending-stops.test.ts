import {
  acceptedBefore,
  isPastDue,
  keeperOf,
  nextOwnerCheck,
  ownerOf,
  type PendingStop,
  stopsByInstance,
} from '../../../../lambda/jobs/rules/pending-stops';
import { explore } from '../../../support/jobs/stops/explore';
import type { Variant } from '../../../support/jobs/stops/model';

const minute = 60_000;
const at = (minutes: number) => new Date(minutes * minute).toISOString();
const stop = (jobId: string, asked: number, stopAt = 60): PendingStop => ({
  instanceId: 'i-1',
  jobId,
  askedAt: at(asked),
  stopAt: at(stopAt),
  firm: true,
});

test('the stop belongs to the live job that was accepted last, whatever its time', () => {
  const stops = [stop('b', 2, 10), stop('a', 1, 90), stop('c', 3, 30)];

  expect(ownerOf(stops, () => true)?.jobId).toBe('c');
  expect(ownerOf(stops, ({ jobId }) => jobId !== 'c')?.jobId).toBe('b');
  expect(ownerOf(stops, () => false)).toBeUndefined();
});

test('a job leaves the stop only to jobs that were accepted after it; of the same moment the id decides', () => {
  const stops = [stop('a', 1), stop('b', 1), stop('c', 0)];

  expect(keeperOf(stops, { jobId: 'a', askedAt: at(1) }, () => true)?.jobId).toBe('b');
  expect(keeperOf(stops, { jobId: 'b', askedAt: at(1) }, () => true)).toBeUndefined();
  expect(acceptedBefore(stop('a', 1), stop('a', 1))).toBe(false);
});

test('a job that yields looks right after the time of the other, and meanwhile as often as it has waited long', () => {
  const afterMinutes = (waited: number, other: number) =>
    (nextOwnerCheck(0, (waited + other) * minute, waited * minute) - waited * minute) / minute;

  expect(afterMinutes(0, 60)).toBe(1);
  expect(afterMinutes(10, 60)).toBe(10);
  expect(afterMinutes(10, 2)).toBe(3);
  expect(afterMinutes(10, -5)).toBe(1);
  expect(afterMinutes(1000, 5000)).toBe(60);
});

test('a promise is past due when its time has come, and never before it is known', () => {
  expect(isPastDue(stop('a', 0, 1), minute - 2_001)).toBe(false);
  expect(isPastDue(stop('a', 0, 1), minute - 2_000)).toBe(true);
  expect(isPastDue(stop('a', 0, 1), minute)).toBe(true);
  expect(isPastDue({ ...stop('a', 0, 1), firm: false }, 2 * minute)).toBe(false);
});

test('promises are sorted by instance', () => {
  const [a, b, c] = [stop('a', 1), stop('b', 1), { ...stop('c', 1), instanceId: 'i-2' }];

  expect([...stopsByInstance([a, c, b])]).toEqual([
    ['i-1', [a, b]],
    ['i-2', [c]],
  ]);
});

describe('in every order of accepting, claiming, taking over, cancelling, killing and losing three jobs', () => {
  const orders = [
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
    [2, 2, 2],
  ] as const;

  test.each(orders)('stops after %i, %i and %i minutes: the instance is stopped when it was promised', (...lasts) => {
    const faults = explore({ lasts, left: { kills: 1, losses: 1, cancels: 0 }, accepting: 0 });
    const cancelled = explore({ lasts, left: { kills: 0, losses: 0, cancels: 1 }, accepting: 0 });

    expect([faults.broken, cancelled.broken]).toEqual([undefined, undefined]);
    expect(faults.stopped * cancelled.stopped).toBeGreaterThan(0);
  });

  test('a cancellation, a kill and a loss in one life break nothing either', () => {
    const found = explore({ lasts: [1, 3, 2], left: { kills: 1, losses: 1, cancels: 1 }, accepting: 0 });

    expect(found.broken).toBeUndefined();
    expect(found.states).toBeGreaterThan(100_000);
  }, 120_000);

  // Each part of the protocol is needed: without it the same exploration finds the order that breaks the promise.
  test.each<[keyof Variant, string]>([
    ['endsWhenItYields', 'says that all is well'],
    ['asksNobody', 'has promised a stop'],
    ['cancelsQuietly', 'has promised a stop'],
    ['wakesBeforeItEnds', 'stops what job'],
    ['leavesTheDeadOpen', 'stops what job'],
  ])('a protocol that %s breaks it', (part, why) => {
    const found = explore({
      lasts: [1, 3, 2],
      left: { kills: 0, losses: part === 'asksNobody' || part === 'leavesTheDeadOpen' ? 1 : 0, cancels: 1 },
      accepting: 0,
      variant: { [part]: true },
    });

    expect(found.broken?.why).toContain(why);
  });
});
