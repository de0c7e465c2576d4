import { randomUUID } from 'node:crypto';
import type { JobStore } from '../../../lambda/jobs/ports';
import type { Schedule } from '../../../lambda/schedules/model';
import type { ScheduleStore } from '../../../lambda/schedules/ports';
import { aJob } from '../jobs/store-contract';

/** A schedule's record; what a test does not name is plain. */
export function aSchedule(overrides: Partial<Schedule> = {}): Schedule {
  return {
    name: `s-${randomUUID()}`,
    revision: randomUUID(),
    version: 1,
    definition: { start: '0 8 * * *', timeZone: 'UTC', except: [], enabled: true, region: 'us-east-1' },
    owner: { name: 'ci', tags: { Team: 'web' } },
    createdAt: '2026-01-15T09:00:00.000Z',
    updatedAt: '2026-01-15T09:00:00.000Z',
    nextAt: '2026-01-16T08:00:00.000Z',
    starting: [],
    ...overrides,
  };
}

/** What every `ScheduleStore` does: registered as tests of the calling file. */
export function scheduleStoreContract(open: () => { store: ScheduleStore; jobs: Pick<JobStore, 'read'> }): void {
  test('a schedule is read as it was written, and its name is taken', async () => {
    const { store } = open();
    const schedule = aSchedule();

    const written = [await store.create(schedule), await store.create(schedule)];

    expect(written).toEqual(['created', 'exists']);
    expect(await store.read(schedule.name)).toEqual(schedule);
    expect(await store.readMany([schedule.name, 'nobody'])).toEqual([schedule]);
    expect(await store.list()).toContainEqual(schedule);
    expect(await store.remove(schedule)).toBe(true);
    expect([await store.remove(schedule), await store.read(schedule.name)]).toEqual([false, undefined]);
  });

  test('of two firings at once one is written, with its jobs', async () => {
    const { store, jobs } = open();
    const schedule = aSchedule();
    await store.create(schedule);
    const [one, other] = [aJob({ schedule: schedule.name }), aJob({ schedule: schedule.name })];
    const after = { ...schedule, version: 2 };

    const done = await Promise.all([
      store.replace(schedule, { ...after, starting: [one.jobId] }, { jobs: [one], result: 'started', count: 1 }),
      store.replace(schedule, { ...after, starting: [other.jobId] }, { jobs: [other], result: 'started', count: 1 }),
    ]);
    const found = await Promise.all([jobs.read(one.jobId), jobs.read(other.jobId)]);

    expect(done.filter(Boolean)).toHaveLength(1);
    expect(found.map((head) => head !== undefined)).toEqual(done);
    await store.remove({ ...after, revision: schedule.revision });
  });

  test('what is due is found by its time, and until its jobs are started', async () => {
    const { store } = open();
    const at = (nextAt: string) => aSchedule({ nextAt });
    const [late, later, future] = [
      at('2026-01-16T08:00:00.000Z'),
      at('2026-01-16T08:01:00.000Z'),
      at('2026-01-16T08:02:00.000Z'),
    ];
    for (const schedule of [later, late, future]) await store.create(schedule);
    const last = { action: 'start', at: '2026-01-16T08:01:00.000Z', jobId: randomUUID() } as const;
    const fired = { ...later, version: 2, nextAt: '2026-01-17T08:01:00.000Z', last, starting: [last.jobId] };

    const before = await store.due('2026-01-16T08:01:30.000Z');
    await store.replace(later, fired);
    const starting = await store.due('2026-01-16T08:01:30.000Z');
    await store.replace(fired, { ...fired, version: 3, starting: [] });
    const after = await store.due('2026-01-16T08:01:30.000Z');

    expect([before, starting, after]).toEqual([[late.name, later.name], [late.name, later.name], [late.name]]);
    for (const schedule of [late, future, { ...fired, version: 3 }]) await store.remove(schedule);
  });

  test('there is room for a hundred, and again when one is gone', async () => {
    const { store } = open();
    const all = Array.from({ length: 100 }, () => aSchedule());
    for (const schedule of all) await store.create(schedule);

    const full = await store.create(aSchedule());
    const [first, ...others] = all;
    if (first !== undefined) await store.remove(first);
    const again = aSchedule();

    expect([full, await store.create(again)]).toEqual(['full', 'created']);
    for (const schedule of [...others, again]) await store.remove(schedule);
  });
}
