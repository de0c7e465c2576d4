import { randomUUID } from 'node:crypto';
import { defined } from '../../../contract/defined';
import type { Job, JobEntry } from '../../../lambda/jobs/model';
import type { JobStore } from '../../../lambda/jobs/ports';

/** A job's record; what a test does not name is plain. */
export function aJob(overrides: Partial<Job> = {}): Job {
  return {
    jobId: randomUUID(),
    action: 'start',
    status: 'pending',
    phase: 'change',
    region: 'us-east-1',
    requester: { name: 'ci', tags: { Team: 'web' }, requestId: 'request-1' },
    fingerprint: 'fingerprint',
    work: { selection: { kind: 'ids', ids: ['i-0123456789abcdef0'] }, stopAfterSeconds: 60 },
    createdAt: '2026-01-15T09:00:00.000Z',
    updatedAt: '2026-01-15T09:00:00.000Z',
    ...overrides,
  };
}

export function someEntries(count: number, first = 0): readonly JobEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    instanceId: `i-${(first + i).toString(16).padStart(17, '0')}`,
    stage: 'watching',
    stageEnteredAt: 1_768_467_600_000,
    result: {
      instanceId: `i-${(first + i).toString(16).padStart(17, '0')}`,
      action: 'start',
      outcome: 'failed',
      previousState: 'stopped',
      currentState: null,
      ip: null,
      reason: { code: 'instance_not_found', detail: 'Nicht gefunden: "ä" '.repeat(20), retryable: false },
    },
    stateBeforeCall: { state: 'stopped' },
    transitionSeen: true,
  }));
}

/** What every `JobStore` does: registered as tests of the calling file. */
export function jobStoreContract(open: () => JobStore): void {
  test('a job is read as it was written, with no instances yet', async () => {
    const job = aJob();

    const before = await open().create(job);
    const head = await open().read(job.jobId);

    expect(before).toBeUndefined();
    expect(head).toEqual({ job, entries: [] });
    expect(await open().read(randomUUID())).toBeUndefined();
  });

  test('the first of two jobs with the same id counts', async () => {
    const job = aJob();
    await open().create(job);

    const before = await open().create({ ...job, fingerprint: 'another' });

    expect(before).toEqual(job);
    expect((await open().read(job.jobId))?.job.fingerprint).toBe('fingerprint');
  });

  test('of many that write the same job at once one is first', async () => {
    const job = aJob();

    const before = await Promise.all(Array.from({ length: 8 }, () => open().create(job)));

    expect(before.filter((known) => known === undefined)).toHaveLength(1);
  });

  test('changes are made while the job goes on, and none when it has ended', async () => {
    const job = aJob();
    await open().create(job);
    const error = { code: 'instance_busy', detail: 'x', retryable: true } as const;

    const begun = await open().update(job.jobId, { status: 'running', total: 3, work: { force: true } });
    const ended = await open().update(job.jobId, { status: 'failed', error, finishedAt: '2026-01-15T10:00:00.000Z' });
    const late = await open().update(job.jobId, { status: 'succeeded' });

    expect([begun, ended, late]).toEqual([true, true, false]);
    expect((await open().read(job.jobId))?.job).toMatchObject({
      status: 'failed',
      total: 3,
      work: { force: true },
      error,
      finishedAt: '2026-01-15T10:00:00.000Z',
      requester: job.requester,
    });
    expect(await open().update(randomUUID(), { status: 'running' })).toBe(false);
  });

  test('the first answer to the request is written down once, also after the end', async () => {
    const job = aJob();
    await open().create(job);
    await open().update(job.jobId, { status: 'cancelled' });

    await open().recordAnswer(job.jobId, 202);
    await open().recordAnswer(job.jobId, 200);
    await open().recordAnswer(randomUUID(), 200);

    expect((await open().read(job.jobId))?.job.answered).toBe(202);
  });

  test('of many that end a job at once one does', async () => {
    const job = aJob();
    await open().create(job);

    const ended = await Promise.all(Array.from({ length: 8 }, () => open().update(job.jobId, { status: 'cancelled' })));

    expect(ended.filter(Boolean)).toHaveLength(1);
  });

  test('a hundred chunks are kept, each as it was last written, also after the end', async () => {
    const job = aJob({ status: 'running', total: 5000 });
    await open().create(job);
    const chunks = Array.from({ length: 100 }, (_, chunk) => ({ chunk, entries: someEntries(50, chunk * 50) }));
    const changed = someEntries(2, 999_000);

    await open().saveChunks(job.jobId, chunks);
    await open().update(job.jobId, { status: 'cancelled' });
    await open().saveChunks(job.jobId, [
      { chunk: 0, entries: changed },
      { chunk: 57, entries: changed },
    ]);

    const all = await open().readChunks(job.jobId, 1, 100);
    expect(all).toHaveLength(99);
    expect(all[0]).toEqual(chunks[1]?.entries);
    expect(all[56]).toEqual(changed);
    expect((await open().read(job.jobId))?.entries).toEqual(changed);
    expect(await open().readChunk(job.jobId, 99)).toEqual(chunks[99]?.entries);
    expect(await open().readChunks(job.jobId, 98, 101)).toEqual([chunks[98]?.entries, chunks[99]?.entries, []]);
    expect(await open().readChunks(job.jobId, 1, 1)).toEqual([]);
  }, 30_000);

  test('a list is newest first, by caller and by status, in pages that visit each job once', async () => {
    const caller = `caller-${randomUUID()}`;
    const jobs = Array.from({ length: 7 }, (_, i) =>
      aJob({
        createdAt: `2026-01-15T09:00:0${i}.000Z`,
        requester: { name: caller, requestId: 'r' },
        status: i % 2 === 0 ? 'running' : 'pending',
      }),
    );
    for (const job of jobs) await open().create(job);
    const expected = jobs.map(({ jobId }) => jobId).reverse();

    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await open().list({ caller, pageSize: 3, ...defined({ after }) });
      seen.push(...page.jobs.map(({ job }) => job.jobId));
      after = page.after;
      pages += 1;
    } while (after !== undefined);
    const pending = await open().list({ caller, pageSize: 3, statuses: ['pending'] });
    const running = await open().list({ caller, pageSize: 3, statuses: ['running'] });
    const both = await open().list({ caller, pageSize: 100, statuses: ['running', 'pending', 'running'] });
    const all = await open().list({ pageSize: 1000 });

    expect([seen, pages]).toEqual([expected, 3]);
    expect(pending.jobs.map(({ job }) => job.jobId)).toEqual([expected[1], expected[3], expected[5]]);
    expect([pending.after, running.after !== undefined]).toEqual([undefined, true]);
    expect(both.jobs.map(({ job }) => job.jobId)).toEqual(expected);
    expect(all.jobs.filter(({ job }) => job.requester.name === caller)).toHaveLength(7);
  });

  test('a status that has changed is the one that a list goes by', async () => {
    const caller = `caller-${randomUUID()}`;
    const job = aJob({ requester: { name: caller, requestId: 'r' } });
    await open().create(job);

    await open().update(job.jobId, { status: 'running' });
    const listed = await open().list({ caller, pageSize: 10, statuses: ['running'] });

    expect(listed.jobs.map(({ job: { jobId, status } }) => [jobId, status])).toEqual([[job.jobId, 'running']]);
  });
}
