import { Problem } from '../../../../lambda/domain/problem';
import type { JobRun } from '../../../../lambda/jobs/ports';
import { createJobLab, ids } from '../../../support/jobs/lab';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => (error instanceof Problem ? error.code : String(error)),
  );

test('a job that was written down but never started is started by the repeated request', async () => {
  const lab = createJobLab({
    override: (deps) => {
      let down = true;
      const start = async (run: JobRun) => {
        if (!down) return deps.machine.start(run);
        down = false;
        throw new Problem('aws_unavailable', 'Step Functions reports an internal error.');
      };
      return { ...deps, machine: { ...deps.machine, start } };
    },
  });
  const request = { target: ids(lab.ec2.add({ state: 'stopped' })), idempotencyKey: 'k' };

  const first = await codeOf(lab.submit(request));
  const { job } = await lab.finished(await lab.submit(request));

  expect([first, job.status]).toEqual(['aws_unavailable', 'succeeded']);
});

test('a job without a key that cannot be started has failed, and does not stay pending', async () => {
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      machine: { ...deps.machine, start: async () => Promise.reject(new Problem('aws_throttled', 'Too many.')) },
    }),
  });

  const code = await codeOf(lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) }));

  const { jobs } = await lab.store.list({ pageSize: 10 });
  expect(code).toBe('aws_throttled');
  expect(jobs.map(({ job }) => [job.status, job.error?.detail])).toEqual([
    ['failed', 'The job could not be started: Too many.'],
  ]);
});

test('a start of the machine whose answer was lost is no failure: the job goes on', async () => {
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      machine: {
        ...deps.machine,
        start: async (jobId) => {
          await deps.machine.start(jobId);
          await lab.time.pass(1_000);
          throw new Problem('aws_timeout', 'Step Functions did not answer in time.');
        },
      },
    }),
  });

  const submitted = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });
  const { job } = await lab.finished(submitted);

  expect(job.status).toBe('succeeded');
});
