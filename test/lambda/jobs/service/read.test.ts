import { encodeCursor } from '../../../../lambda/instances/cursor';
import { caller, createJobLab } from '../../../support/jobs/lab';
import { admin, threeJobs } from '../../../support/jobs/three-jobs';

test("somebody else's job does not exist for a caller, and does for who may see all", async () => {
  const lab = createJobLab();
  const [, foreign = ''] = await threeJobs(lab);

  const seen = await lab.jobs.get(admin, foreign, { pageSize: 10 });

  expect(seen.job.requester.name).toBe('other');
  await expect(lab.jobs.get(caller, foreign, { pageSize: 10 })).rejects.toMatchObject({ code: 'job_not_found' });
});

test('the id of a job is found in capitals, too', async () => {
  const lab = createJobLab();
  const [first = ''] = await threeJobs(lab);

  const seen = await lab.jobs.get(caller, first.toUpperCase(), { pageSize: 10 });

  expect(seen.job.jobId).toBe(first);
});

test.each([{}, { at: -1 }, { at: 1.5 }, { at: '3' }, { at: 0, more: 1 }])(
  'a cursor of results that was made by hand to say %j is refused',
  async (position) => {
    const lab = createJobLab();
    const { jobId } = await lab.submit();
    const cursor = encodeCursor({ ...position }, [jobId]);

    await expect(lab.jobs.get(caller, jobId, { pageSize: 5, cursor })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  },
);
