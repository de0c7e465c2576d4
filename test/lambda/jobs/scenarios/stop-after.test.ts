import { createJobLab, ids } from '../../../support/jobs/lab';
import { startedFor } from '../../../support/jobs/started-for';

const hour = 3_600_000;

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
    startResult: { action: 'start' },
    result: { action: 'stop', currentState: 'stopped' },
  });
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
