import { createJobLab, ids } from '../../../support/jobs/lab';
import { startedFor } from '../../../support/jobs/started-for';

const hour = 3_600_000;

test('a second start with a stop replaces the pending one: the first job ends, and the instance is stopped once', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const first = await startedFor(lab, id, 3600);
  const second = await startedFor(lab, id, 7200);
  const replaced = await lab.now(first);
  await lab.time.pass(hour + 60_000);
  const afterAnHour = lab.ec2.instance(id).state;
  const { job } = await lab.finished(second);

  expect(replaced.job.status).toBe('cancelled');
  expect(replaced.entries[0]?.result).toMatchObject({
    outcome: 'changed',
    warning: expect.stringContaining(second.jobId),
  });
  expect(afterAnHour).toBe('running');
  expect(job.status).toBe('succeeded');
  expect(lab.ec2.count('StopInstances')).toBe(1);
});

test('of two jobs the one that was asked for later owns the stop, whichever is up first', async () => {
  const lab = createJobLab();
  const slow = lab.ec2.add({ state: 'stopping', next: { at: lab.time.now() + 60_000, state: 'stopped' } });
  const both = lab.ec2.add({ state: 'running' });

  const first = await lab.submit({ target: ids(both, slow), stopAfterSeconds: 600 });
  await lab.time.pass(1_000);
  const second = await lab.submit({ target: ids(both), stopAfterSeconds: 7200 });
  const { job, entries } = await lab.finished(first);

  expect(job.status).toBe('succeeded');
  expect(entries.map(({ result }) => [result?.action, result?.warning !== undefined])).toEqual([
    ['start', true],
    ['stop', false],
  ]);
  expect(lab.ec2.instance(both).state).toBe('running');
  expect((await lab.now(second)).job.status).toBe('running');
});

test('a stop that waits for its retry leaves the instance to a job that has asked for more time meanwhile', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  const first = await startedFor(lab, id, 600);
  lab.ec2.fail({ operation: 'StopInstances', code: 'RequestLimitExceeded' });
  await lab.time.pass(600_000);

  const second = await lab.submit({ target: ids(id), stopAfterSeconds: 7200 });
  const { job, entries } = await lab.finished(first);
  const afterFirst = lab.ec2.instance(id).state;
  const { job: last } = await lab.finished(second);

  expect(afterFirst).toBe('running');
  expect(job.status).toBe('succeeded');
  expect(entries[0]?.result).toMatchObject({ outcome: 'unchanged', warning: expect.stringContaining(second.jobId) });
  expect(last.status).toBe('succeeded');
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

test('whoever sees that the second start is done finds the first job ended', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });
  const first = await startedFor(lab, id, 3600);
  const update = lab.store.update.bind(lab.store);
  let seen: string | undefined;
  jest.spyOn(lab.store, 'update').mockImplementation(async (jobId, changes) => {
    const changed = await update(jobId, changes);
    if (changes.phase === 'sleep') seen = (await lab.now(first)).job.status;
    return changed;
  });

  await startedFor(lab, id, 7200);

  expect(seen).toBe('cancelled');
});
