import { jobMessage } from '../../../lambda/domain/job-message';
import { createJobLab, ids, type JobLab } from '../../support/jobs/lab';

const hour = 3_600_000;

async function startedFor(lab: JobLab, id: string, stopAfterSeconds: number) {
  const job = await lab.submit({ target: ids(id), stopAfterSeconds });
  await lab.time.pass(30_000);
  return job;
}

test('an instance is stopped again after the time, which runs from when it was up', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const submitted = await startedFor(lab, id, 3600);
  const { job: sleeping } = await lab.now(submitted);
  const { job, entries } = await lab.finished(submitted);

  expect(sleeping).toMatchObject({ status: 'running', phase: 'sleep' });
  expect(Date.parse(sleeping.stopAt ?? '') - Date.parse(sleeping.createdAt)).toBe(hour + 7_000);
  expect(job.status).toBe('succeeded');
  expect(lab.ec2.instance(id).state).toBe('stopped');
  expect(entries[0]).toMatchObject({
    earlier: { action: 'start' },
    result: { action: 'stop', currentState: 'stopped' },
  });
});

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

test('what did not come up is not stopped, and the job has failed though the others were', async () => {
  const lab = createJobLab();
  const reason = { code: 'Client.InternalError', message: 'Client error on launch' };
  const [good, bad] = [
    lab.ec2.add({ state: 'stopped' }),
    lab.ec2.add({ state: 'stopped', fallBack: { to: 'stopped', reason } }),
  ];

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(good, bad), stopAfterSeconds: 60 }));

  expect(job).toMatchObject({ status: 'failed', error: { awsCode: 'Client.InternalError', instanceId: bad } });
  expect(entries.map(({ result }) => result?.action)).toEqual(['stop', 'start']);
});

test('a job of which nothing came up ends without a stop', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'terminated' });

  const { job } = await lab.finished(await lab.submit({ target: ids(id), stopAfterSeconds: 60 }));

  expect(job).toMatchObject({ status: 'failed', error: { code: 'instance_terminated' } });
  expect(job.stopAt).toBeUndefined();
});

test('an instance that somebody has stopped meanwhile is left so', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });

  const job = await lab.submit({ target: ids(id), stopAfterSeconds: 3600 });
  await lab.time.pass(60_000);
  await lab.finished(await lab.submit({ action: 'stop', target: ids(id) }));
  const { job: after, entries } = await lab.finished(job);

  expect(after.status).toBe('succeeded');
  expect(entries[0]?.result).toMatchObject({ action: 'stop', outcome: 'unchanged' });
});

test('a run that somebody has begun anew is not cut short: the time was meant for the run before', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await startedFor(lab, id, 3600);
  await lab.finished(await lab.submit({ action: 'stop', target: ids(id) }));
  await lab.finished(await lab.submit({ target: ids(id) }));
  const { job: after, entries } = await lab.finished(job);

  expect(lab.ec2.instance(id).state).toBe('running');
  expect(after.status).toBe('succeeded');
  expect(entries[0]).toMatchObject({
    earlier: { action: 'start', outcome: 'changed' },
    result: { action: 'stop', outcome: 'unchanged', currentState: 'running' },
  });
  expect(jobMessage(after, [id], entries[0])).toMatch(
    /^Started instance i-\w+\. Not stopped: it was stopped before the time was over, and started anew at /,
  );
});

test('a reboot does not begin a new run', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await startedFor(lab, id, 3600);
  await lab.finished(await lab.submit({ action: 'reboot', target: ids(id) }));
  await lab.finished(job);

  expect(lab.ec2.instance(id).state).toBe('stopped');
});

test('thirty days are one sleep, well within the history of an execution', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });

  const job = await lab.submit({ target: ids(id), stopAfterSeconds: 30 * 86_400 });
  const { job: after } = await lab.finished(job);

  expect(after.status).toBe('succeeded');
  expect(lab.machine.tally(job.jobId).events).toBeLessThan(100);
});

test('a fleet is stopped again as a fleet', async () => {
  const lab = createJobLab();
  const all = Array.from({ length: 120 }, () => lab.ec2.add({ state: 'stopped' }));

  const { job } = await lab.finished(await lab.submit({ target: ids(...all), stopAfterSeconds: 60 }));

  expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 120 } });
  expect(all.every((id) => lab.ec2.instance(id).state === 'stopped')).toBe(true);
});

test('an instance that somebody has terminated meanwhile is nothing left to stop: the job did what it was asked for', async () => {
  const lab = createJobLab();
  const [gone, forgotten] = [lab.ec2.add({ state: 'stopped' }), lab.ec2.add({ state: 'stopped' })];

  const job = await lab.submit({ target: ids(gone, forgotten), stopAfterSeconds: 3600 });
  await lab.time.pass(30_000);
  await lab.finished(await lab.submit({ action: 'delete', target: ids(gone, forgotten) }));
  lab.ec2.simulation.world.instances.delete(forgotten);
  const { job: after, entries } = await lab.finished(job);

  expect(after).toMatchObject({ status: 'succeeded', summary: { changed: 2 } });
  expect(entries.map(({ result }) => [result?.action, result?.outcome, result?.currentState, result?.warning])).toEqual(
    [
      ['stop', 'unchanged', 'terminated', 'Not stopped: it was terminated before the time was over.'],
      ['stop', 'unchanged', null, 'Not stopped: it was terminated before the time was over.'],
    ],
  );
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

test.each([
  ['DescribeInstances', 'InternalError'],
  ['DescribeInstances', 'network:reset'],
  ['StopInstances', 'Unavailable'],
  ['StopInstances', 'network:reset'],
])('a stop that was waited for is not lost to %s failing with %s for a moment', async (operation, code) => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  const submitted = await startedFor(lab, id, 3600);
  lab.ec2.fail({ operation, code, times: 2 });

  const { job, entries } = await lab.finished(submitted);

  expect(job.status).toBe('succeeded');
  expect(entries[0]?.result).toMatchObject({ action: 'stop', outcome: 'changed', currentState: 'stopped' });
});
