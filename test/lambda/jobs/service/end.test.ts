import { Problem } from '../../../../lambda/domain/problem';
import type { JobRun } from '../../../../lambda/jobs/ports';
import { isOverdue } from '../../../../lambda/jobs/service/end';
import { caller, createJobLab, ids, type JobLab } from '../../../support/jobs/lab';

const view = (lab: JobLab, jobId: string) => lab.jobs.get(caller, jobId, { pageSize: 100 });

async function sleepingJob(lab: JobLab) {
  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'running' })), stopAfterSeconds: 86_400 });
  await lab.time.pass(120_000);
  return job;
}

test.each([
  ['aborted', 'cancelled', /stopped in AWS Step Functions/],
  ['timedOut', 'failed', /longer than any job may/],
  ['unknown', 'failed', /execution is gone/],
] as const)('a job whose execution is %s without a last word is %s', async (state, status, detail) => {
  const lab = createJobLab();
  const job = await sleepingJob(lab);

  lab.machine.break(job.jobId, state);
  const seen = await view(lab, job.jobId);
  const listed = await lab.jobs.list(caller, { pageSize: 10 });

  expect(seen.job).toMatchObject({
    status,
    error: { detail: expect.stringMatching(detail) },
    summary: { unchanged: 1 },
  });
  expect(seen.entries).toHaveLength(1);
  expect(listed.jobs[0]?.job.status).toBe(status);
  expect(lab.ended).toHaveLength(1);
});

test('a job that has ended is right although its execution is forgotten', async () => {
  const lab = createJobLab();
  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });
  await lab.finished(job);

  lab.machine.break(job.jobId, 'unknown');
  const seen = await view(lab, job.jobId);

  expect(seen.job).toMatchObject({ status: 'succeeded', summary: { changed: 1 } });
  expect(seen.job.error).toBeUndefined();
});

test('an unforeseen error in every step ends the job as failed, and tells nothing of itself', async () => {
  const lab = createJobLab({
    around: async (event, step) => {
      if (event.job_step === 'fail') return step();
      throw new Error('secret internals');
    },
  });

  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });
  const { job: after } = await lab.finished(job);

  expect(after).toMatchObject({ status: 'failed', error: { code: 'internal_error' } });
  expect(JSON.stringify(after)).not.toContain('secret');
});

test('a job that could not even fail is found when it is looked at', async () => {
  const lab = createJobLab({ around: () => Promise.reject(new Error('down')) });

  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });
  await lab.finished(job);
  const seen = await view(lab, job.jobId);

  expect(seen.job).toMatchObject({ status: 'failed', error: { code: 'internal_error' } });
});

test('a job without an execution is pending for the moment that starting takes, and lost after it', async () => {
  const lab = createJobLab({ override: (deps) => ({ ...deps, machine: { ...deps.machine, start: async () => {} } }) });
  const job = await lab.submit({ target: ids(lab.ec2.add({ state: 'stopped' })) });

  const before = await view(lab, job.jobId);
  await lab.time.pass(120_000);
  const after = await view(lab, job.jobId);

  expect([before.job.status, after.job.status]).toEqual(['pending', 'failed']);
  expect(after.job.error?.detail).toContain('never begun');
});

test('a state machine that cannot be asked leaves the record as it is', async () => {
  const state = async () => Promise.reject(new Problem('aws_throttled', 'Too many.'));
  const lab = createJobLab({ override: (deps) => ({ ...deps, machine: { ...deps.machine, state } }) });
  const job = await sleepingJob(lab);

  const seen = await view(lab, job.jobId);

  expect(seen.job.status).toBe('running');
});

test('a list looks into jobs that have been silent for too long, and into no others', async () => {
  const lab = createJobLab();
  const asked = jest.spyOn(lab.machine, 'state');
  const job = await sleepingJob(lab);

  await lab.jobs.list(caller, { pageSize: 10 });
  const early = asked.mock.calls.length;
  lab.machine.break(job.jobId, 'aborted');
  await lab.time.pass(2 * 86_400_000);
  const late = await lab.jobs.list(caller, { pageSize: 10, statuses: ['running'] });
  const cancelled = await lab.jobs.list(caller, { pageSize: 10, statuses: ['cancelled'] });

  expect([early, asked.mock.calls.length]).toEqual([0, 1]);
  expect([late.jobs.length, cancelled.jobs.length]).toEqual([0, 1]);
});

test.each([
  [59, false],
  [61, true],
])('a job that has been silent for %i minutes after its time is taken for overdue: %s', async (minutes, overdue) => {
  const lab = createJobLab();
  const job = await sleepingJob(lab);
  const { job: asleep } = await lab.now(job);
  const at = (iso = '') => Date.parse(iso) + minutes * 60_000;

  expect(isOverdue(asleep, at(asleep.stopAt))).toBe(overdue);
  const { stopAt: _, ...awake } = asleep;
  expect(isOverdue(awake, at(asleep.updatedAt))).toBe(overdue);
});

test('a job that is only begun when it is asked for again is not taken for lost', async () => {
  let down = true;
  const lab = createJobLab({
    override: (deps) => {
      const start = async (run: JobRun) =>
        down ? Promise.reject(new Problem('aws_unavailable', 'Out.')) : deps.machine.start(run);
      // Right after the start Step Functions may not know an execution yet.
      return { ...deps, machine: { ...deps.machine, start, state: async () => 'unknown' } };
    },
  });
  const request = { target: ids(lab.ec2.add({ state: 'stopped' })), idempotencyKey: 'k' };
  await lab.submit(request).catch(() => undefined);
  await lab.time.pass(600_000);
  down = false;

  const job = await lab.submit(request);
  const seen = await view(lab, job.jobId);
  const { job: after } = await lab.finished(job);

  expect(['pending', 'running']).toContain(seen.job.status);
  expect(after.status).toBe('succeeded');
});
