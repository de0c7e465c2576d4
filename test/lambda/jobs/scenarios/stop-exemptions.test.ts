import { jobMessage } from '../../../../lambda/jobs/message';
import { createJobLab, ids } from '../../../support/jobs/lab';
import { startedFor } from '../../../support/jobs/started-for';

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
    startResult: { action: 'start', outcome: 'changed' },
    result: { action: 'stop', outcome: 'unchanged', currentState: 'running' },
  });
  expect(jobMessage(after, [id], entries[0])).toMatch(
    /^Started instance i-\w+\. Not stopped: it was stopped before the time was over, and started again at /,
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
