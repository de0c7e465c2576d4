import type { Job } from '../../../../lambda/jobs/model';
import { caller, createJobLab, ids, type JobLab } from '../../../support/jobs/lab';
import { startedFor } from '../../../support/jobs/started-for';

const hour = 3_600_000;

test('a second start with a stop replaces the pending one: the first job leaves the stop to it, and ends with it', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const first = await startedFor(lab, id, 3600);
  const second = await startedFor(lab, id, 7200);
  await lab.time.pass(hour + 60_000);
  const [afterAnHour, replaced] = [lab.ec2.instance(id).state, await lab.now(first)];
  const { job } = await lab.finished(second);
  const { job: last } = await lab.finished(first);

  expect(afterAnHour).toBe('running');
  expect(replaced.job.status).toBe('running');
  expect(replaced.entries[0]?.result).toMatchObject({
    outcome: 'changed',
    warning: expect.stringContaining(second.jobId),
  });
  expect([job.status, last.status]).toEqual(['succeeded', 'succeeded']);
  expect(Date.parse(last.finishedAt ?? '') - Date.parse(job.finishedAt ?? '')).toBeLessThan(120_000);
  expect(lab.ec2.count('StopInstances')).toBe(1);
});

test('a later start with an earlier stop counts, and the job that it replaces has nothing left to do', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const first = await startedFor(lab, id, 7200);
  const second = await startedFor(lab, id, 600);
  const { job } = await lab.finished(second);
  const { job: replaced } = await lab.finished(first);

  expect([job.status, replaced.status]).toEqual(['succeeded', 'succeeded']);
  expect(Date.parse(replaced.finishedAt ?? '') - Date.parse(job.finishedAt ?? '')).toBeLessThan(60_000);
  expect(lab.ec2.instance(id).state).toBe('stopped');
});

test('of two jobs the one that was asked for later owns the stop, whichever is up first', async () => {
  const lab = createJobLab();
  const slow = lab.ec2.add({ state: 'stopping', next: { at: lab.time.now() + 60_000, state: 'stopped' } });
  const both = lab.ec2.add({ state: 'running' });

  const first = await lab.submit({ target: ids(both, slow), stopAfterSeconds: 600 });
  await lab.time.pass(1_000);
  const second = await lab.submit({ target: ids(both), stopAfterSeconds: 7200 });
  await lab.time.pass(900_000);
  const { job, entries } = await lab.now(first);
  const between = [both, slow].map((id) => lab.ec2.instance(id).state);
  await lab.finished(second);
  const { job: last } = await lab.finished(first);

  expect(job.status).toBe('running');
  expect(entries.map(({ result }) => [result?.action, result?.warning !== undefined])).toEqual([
    ['start', true],
    ['stop', false],
  ]);
  expect(between).toEqual(['running', 'stopped']);
  expect(last.status).toBe('succeeded');
  expect([both, slow].map((id) => lab.ec2.instance(id).state)).toEqual(['stopped', 'stopped']);
});

test('a stop that waits for its retry leaves the instance to a job that has asked for more time meanwhile', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  const first = await startedFor(lab, id, 600);
  lab.ec2.fail({ operation: 'StopInstances', code: 'RequestLimitExceeded' });
  await lab.time.pass(600_000);

  const second = await lab.submit({ target: ids(id), stopAfterSeconds: 7200 });
  await lab.time.pass(600_000);
  const { entries } = await lab.now(first);
  const between = lab.ec2.instance(id).state;
  const { job: last } = await lab.finished(second);
  const { job } = await lab.finished(first);

  expect(between).toBe('running');
  expect(entries[0]?.result).toMatchObject({ action: 'start', warning: expect.stringContaining(second.jobId) });
  expect([last.status, job.status]).toEqual(['succeeded', 'succeeded']);
  expect(lab.ec2.instance(id).state).toBe('stopped');
});

test('a start that comes late has its own stop, though a job that was asked for later has stopped the instance before', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  lab.ec2.fail({ operation: 'StartInstances', code: 'InsufficientInstanceCapacity' });

  const early = await lab.submit({ target: ids(id), stopAfterSeconds: 3600 });
  await lab.time.pass(5_000);
  const late = await lab.submit({ target: ids(id), stopAfterSeconds: 5 });
  const { job: quick } = await lab.finished(late);
  const { job } = await lab.finished(early);

  expect(quick.status).toBe('succeeded');
  expect(job.status).toBe('succeeded');
  expect(lab.ec2.count('StopInstances')).toBe(2);
  expect(lab.ec2.instance(id).state).toBe('stopped');
});

describe('when the job that an instance was left to does not stop it', () => {
  const states = async (lab: JobLab, ...jobs: readonly Job[]) =>
    Promise.all(jobs.map(async (job) => (await lab.now(job)).job.status));

  test('cancelling gives back: the job that had left it stops it at once when its time is over', async () => {
    const lab = createJobLab();
    const id = lab.ec2.add({ state: 'running' });
    const short = await startedFor(lab, id, 60);
    const long = await startedFor(lab, id, 3600);
    await lab.time.pass(600_000);
    const before = [lab.ec2.instance(id).state, ...(await states(lab, short, long))];

    await lab.jobs.cancel(caller, long.jobId, { pageSize: 1 });
    await lab.time.pass(30_000);

    expect(before).toEqual(['running', 'running', 'running']);
    expect(lab.ec2.instance(id).state).toBe('stopped');
    expect((await lab.finished(short)).job.status).toBe('succeeded');
    expect(await states(lab, long)).toEqual(['cancelled']);
  });

  test('cancelling before the time of the other is over leaves that one its time', async () => {
    const lab = createJobLab();
    const id = lab.ec2.add({ state: 'running' });
    const short = await startedFor(lab, id, 600);
    const long = await startedFor(lab, id, 3600);

    await lab.jobs.cancel(caller, long.jobId, { pageSize: 1 });
    await lab.time.pass(300_000);
    const before = lab.ec2.instance(id).state;
    const { job } = await lab.finished(short);

    expect(before).toBe('running');
    expect(Date.parse(job.finishedAt ?? '') - Date.parse(job.createdAt)).toBeLessThan(640_000);
    expect(lab.ec2.instance(id).state).toBe('stopped');
  });

  test.each(['aborted', 'timedOut', 'unknown'] as const)('an owner whose execution is %s is found out', async (how) => {
    const lab = createJobLab();
    const id = lab.ec2.add({ state: 'running' });
    const short = await startedFor(lab, id, 60);
    const long = await startedFor(lab, id, 7200);
    await lab.time.pass(600_000);

    lab.machine.break(long.jobId, how);
    await lab.time.pass(1_200_000);

    expect(lab.ec2.instance(id).state).toBe('stopped');
    expect((await lab.finished(short)).job.status).toBe('succeeded');
    expect(await states(lab, long)).toEqual([how === 'aborted' ? 'cancelled' : 'failed']);
  });

  test('an owner that fails to stop it has said so, and the other tries as well', async () => {
    const lab = createJobLab();
    const id = lab.ec2.add({ state: 'running' });
    const short = await startedFor(lab, id, 60);
    const long = await startedFor(lab, id, 600);
    lab.ec2.fail({ operation: 'StopInstances', code: 'InvalidParameterValue' });

    const { job } = await lab.finished(long);
    const { job: other } = await lab.finished(short);

    expect([job.status, other.status]).toEqual(['failed', 'succeeded']);
    expect(lab.ec2.instance(id).state).toBe('stopped');
  });

  test('of three the last counts, then the second, then the first', async () => {
    const lab = createJobLab();
    const id = lab.ec2.add({ state: 'running' });
    const [first, second, third] = [
      await startedFor(lab, id, 60),
      await startedFor(lab, id, 3600),
      await startedFor(lab, id, 7200),
    ];
    await lab.time.pass(600_000);

    await lab.jobs.cancel(caller, third.jobId, { pageSize: 1 });
    await lab.time.pass(60_000);
    const between = lab.ec2.instance(id).state;
    await lab.jobs.cancel(caller, second.jobId, { pageSize: 1 });
    await lab.time.pass(60_000);

    expect(between).toBe('running');
    expect(lab.ec2.instance(id).state).toBe('stopped');
    expect(await states(lab, first, second, third)).toEqual(['succeeded', 'cancelled', 'cancelled']);
  });

  test('a job that yields for a month goes on in new executions, each well within its history', async () => {
    const lab = createJobLab();
    const id = lab.ec2.add({ state: 'running' });
    const short = await startedFor(lab, id, 60);
    const long = await startedFor(lab, id, 30 * 86_400);

    await lab.finished(long);
    const { job } = await lab.finished(short);

    expect(job.status).toBe('succeeded');
    expect(job.run).toBeGreaterThan(2);
    expect(lab.machine.tally(short.jobId).events).toBeLessThan(5_000);
  });
});
