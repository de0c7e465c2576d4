import { encodeCursor } from '../../../../lambda/instances/cursor';
import { caller, createJobLab, ids } from '../../../support/jobs/lab';
import { admin, threeJobs } from '../../../support/jobs/three-jobs';

test('jobs are listed newest first, their own to each caller and all to who may see them', async () => {
  const lab = createJobLab();
  const [first, second, third] = await threeJobs(lab);

  const [mine, all] = [await lab.jobs.list(caller, { pageSize: 10 }), await lab.jobs.list(admin, { pageSize: 10 })];

  expect(mine.jobs.map(({ job }) => job.jobId)).toEqual([third, first]);
  expect(all.jobs.map(({ job }) => job.jobId)).toEqual([third, second, first]);
  expect(mine.next).toBeUndefined();
});

test('pages follow one another, and a cursor is good for its own list only', async () => {
  const lab = createJobLab();
  const expected = (await threeJobs(lab)).reverse();

  const first = await lab.jobs.list(admin, { pageSize: 2 });
  const second = await lab.jobs.list(admin, { pageSize: 2, cursor: first.next ?? '' });

  expect([...first.jobs, ...second.jobs].map(({ job }) => job.jobId)).toEqual(expected);
  expect(second.next).toBeUndefined();
  await expect(lab.jobs.list(caller, { pageSize: 2, cursor: first.next ?? '' })).rejects.toMatchObject({
    code: 'invalid_cursor',
  });
});

test('a status filters', async () => {
  const lab = createJobLab();
  const [first = ''] = await threeJobs(lab);
  await lab.time.until(lab.machine.finished(first));

  const [running, succeeded] = [
    await lab.jobs.list(admin, { pageSize: 10, statuses: ['running'] }),
    await lab.jobs.list(admin, { pageSize: 10, statuses: ['succeeded'] }),
  ];

  expect(succeeded.jobs.map(({ job }) => job.jobId)).toContain(first);
  expect(running.jobs.length + succeeded.jobs.length).toBe(3);
});

test('a job of many instances shows the first ten in a list, and where the others are', async () => {
  const lab = createJobLab();
  const all = Array.from({ length: 70 }, () => lab.ec2.add({ state: 'running' }));
  const job = await lab.submit({ target: ids(...all) });
  const pending = await lab.jobs.list(caller, { pageSize: 10 });
  await lab.finished(job);

  const [listed] = (await lab.jobs.list(caller, { pageSize: 10 })).jobs;
  const rest = await lab.jobs.get(caller, job.jobId, { pageSize: 100, cursor: listed?.next ?? '' });

  expect(pending.jobs[0]?.instanceIds).toEqual(all.slice(0, 10));
  expect(listed?.instanceIds).toEqual(all.slice(0, 10));
  expect(rest.instanceIds).toEqual(all.slice(10));
});

test.each(['', 'x'.repeat(2_000), 7, null])('a cursor that was made to lead to %j leads nowhere', async (after) => {
  const lab = createJobLab();

  const cursor = encodeCursor({ after }, ['jobs', null, null]);

  await expect(lab.jobs.list(admin, { pageSize: 2, cursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
});
