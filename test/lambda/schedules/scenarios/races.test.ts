import * as fc from 'fast-check';
import type { Problem } from '../../../../lambda/domain/problem';
import type { ScheduleStore } from '../../../../lambda/schedules/ports';
import { createSchedules } from '../../../../lambda/schedules/service/service';
import { createScheduleLab, owner, type ScheduleLab } from '../../../support/schedules/lab';

const minute = 60_000;
const definition = { timeZone: 'UTC', except: [], enabled: true, region: 'us-east-1', stop: '0 8 * * *' } as const;

/** The same store, each call of which comes after some turns of others, and is answered after some more. */
function slowed(store: ScheduleStore, turns: () => number): ScheduleStore {
  const wait = async () => {
    for (let left = turns(); left > 0; left -= 1) await new Promise(setImmediate);
  };
  const slow =
    <A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await wait();
      const answer = await ask(...args);
      await wait();
      return answer;
    };
  return {
    read: slow(store.read),
    readMany: slow(store.readMany),
    list: slow(store.list),
    create: slow(store.create),
    replace: slow(store.replace),
    remove: slow(store.remove),
    due: slow(store.due),
  };
}

type Move = 'put' | 'other' | 'remove' | 'tick';

async function play(lab: ScheduleLab, id: string, moves: readonly Move[], turns: () => number) {
  const store = slowed(lab.store, turns);
  const schedules = createSchedules({ store, most: 100, clock: lab.jobs.time, jobs: lab.jobs.parts });
  const put = (description: string) =>
    schedules.put({
      caller: owner,
      name: 'evening',
      definition: { ...definition, instanceIds: [id], description },
      dryRun: false,
    });
  const move = (kind: Move, i: number): Promise<unknown> => {
    switch (kind) {
      case 'put':
        return put('one');
      case 'other':
        return put(`other ${i}`);
      case 'remove':
        return schedules
          .remove(owner, 'evening')
          .catch((error: Problem) => expect(error.code).toBe('schedule_not_found'));
      case 'tick':
        return lab.tick({ store });
    }
  };
  await Promise.all(moves.map(move));
}

test('however requests and ticks fall together, a time fires once at most, and once where nobody deletes', async () => {
  const moves = fc.array(fc.constantFrom<Move>('put', 'other', 'other', 'remove', 'tick', 'tick'), {
    minLength: 2,
    maxLength: 7,
  });
  await fc.assert(
    fc.asyncProperty(moves, fc.infiniteStream(fc.nat({ max: 6 })), async (played, stream) => {
      const lab = await createScheduleLab('2026-11-25T07:59:30Z');
      const id = lab.jobs.ec2.add({ state: 'running' });
      await lab.put('evening', { ...definition, instanceIds: [id] });
      await lab.jobs.time.pass(minute);

      await play(lab, id, played, () => stream.next().value ?? 0);
      await lab.until('2026-11-25T08:05:00Z');

      const { jobs } = await lab.jobs.store.list({ pageSize: 20 });
      const stops = lab.jobs.ec2.calls.filter(({ operation }) => operation === 'StopInstances').length;
      const removed = played.includes('remove');
      expect(lab.faults).toEqual([]);
      expect(jobs.length).toBeLessThanOrEqual(1);
      expect(stops).toBeLessThanOrEqual(1);
      if (!removed) expect([jobs.map(({ job }) => job.status), stops]).toEqual([['succeeded'], 1]);
      expect(lab.store.counts.started).toBe(jobs.length);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('of two that replace at once both are told, and the last one counts', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  await lab.put('evening', { ...definition, instanceIds: ['i-0123456789abcdef0'] });

  const [one, other] = await Promise.all([
    lab.put('evening', { ...definition, description: 'one' }),
    lab.put('evening', { ...definition, description: 'other' }),
  ]);

  const { schedule } = await lab.schedules.get(owner, 'evening');
  expect([one.version, other.version].sort()).toEqual([2, 3]);
  expect(schedule.definition).toEqual(one.version === 3 ? one.definition : other.definition);
});
