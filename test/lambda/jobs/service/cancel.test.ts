import { caller, createJobLab, ids } from '../../../support/jobs/lab';

const paging = { pageSize: 100 };

test('a job is cancelled before it has begun: nothing happens', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await lab.submit({ target: ids(id) });
  const view = await lab.jobs.cancel(caller, job.jobId, paging);
  await lab.time.pass(600_000);

  expect(view.job.status).toBe('cancelled');
  expect((await lab.now(job)).job.status).toBe('cancelled');
  expect(lab.ec2.count('StartInstances')).toBe(0);
});

test('a retry to come is cancelled: EC2 is not asked again', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  lab.ec2.fail({ operation: 'StartInstances', code: 'InsufficientInstanceCapacity', times: 9 });

  const job = await lab.submit({ target: ids(id) });
  await lab.time.pass(30_000);
  const view = await lab.jobs.cancel(caller, job.jobId, paging);
  await lab.time.pass(600_000);

  expect(view.job).toMatchObject({ status: 'cancelled', summary: { failed: 1 } });
  expect(view.entries[0]?.result?.reason?.code).toBe('insufficient_capacity');
  expect(lab.ec2.count('StartInstances')).toBe(1);
});

test('what EC2 has accepted stays done when its job is cancelled, and its result stays', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await lab.submit({ target: ids(id) });
  await lab.time.pass(3_000);
  const view = await lab.jobs.cancel(caller, job.jobId, paging);
  await lab.time.pass(60_000);

  expect(view.job.status).toBe('cancelled');
  expect(view.entries[0]?.result).toMatchObject({ outcome: 'changed', previousState: 'stopped' });
  expect(lab.ec2.instance(id).state).toBe('running');
});

test('the pending stop of stop_after is cancelled: the instance runs on', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await lab.submit({ target: ids(id), stopAfterSeconds: 3600 });
  await lab.time.pass(60_000);
  const view = await lab.jobs.cancel(caller, job.jobId, paging);
  await lab.time.pass(7_200_000);

  expect(view.job).toMatchObject({ status: 'cancelled', summary: { changed: 1 } });
  expect(view.entries[0]?.result).toMatchObject({ action: 'start', currentState: 'running' });
  expect(lab.ec2.instance(id).state).toBe('running');
  expect(lab.machine.tally(job.jobId).invocations).toBeLessThan(6);
});

test('a job that has ended is left as it is', async () => {
  const lab = createJobLab();
  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });
  const { job: before } = await lab.finished(job);

  const view = await lab.jobs.cancel(caller, job.jobId, paging);

  expect(view.job).toEqual(before);
  expect(lab.ended).toHaveLength(1);
});

test("somebody else's job cannot be cancelled, nor one that does not exist", async () => {
  const lab = createJobLab();
  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });
  const stranger = { name: 'stranger', actions: ['jobs' as const] };

  await expect(lab.jobs.cancel(stranger, job.jobId, paging)).rejects.toMatchObject({ code: 'job_not_found' });
  await expect(lab.jobs.cancel(caller, 'junk', paging)).rejects.toMatchObject({ code: 'job_not_found' });
  expect((await lab.now(job)).job.status).toBe('pending');
});

test('a state machine that cannot be stopped does not keep a job from being over', async () => {
  const lab = createJobLab({
    override: (deps) => ({ ...deps, machine: { ...deps.machine, stop: async () => {} } }),
  });
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await lab.submit({ target: ids(id), stopAfterSeconds: 3600 });
  await lab.time.pass(60_000);
  await lab.jobs.cancel(caller, job.jobId, paging);
  const { job: after } = await lab.finished(job);

  expect(after.status).toBe('cancelled');
  expect(lab.ec2.instance(id).state).toBe('running');
});
