import { AsyncLocalStorage } from 'node:async_hooks';
import { before, type Deadline, isNear, reserve } from '../../../../lambda/domain/deadline';
import { Problem } from '../../../../lambda/domain/problem';
import type { StepDependencies } from '../../../../lambda/jobs/steps/run';
import { createJobLab, ids, type JobLab, type JobLabOptions } from '../../../support/jobs/lab';

/** Milliseconds that a step has for its calls. */
const budget = 27_000;
const changing = new Set<string | symbol>(['start', 'stop', 'reboot', 'terminate', 'launch']);

/**
 * A lab whose EC2 takes so many milliseconds for a call: each step has its own time, and makes no call when it is over.
 * @param acts - whether EC2 carries out what a step has no time to wait for
 * @returns the longest that any step took, besides
 */
function slowLab(
  milliseconds: number,
  { acts = false, ...options }: JobLabOptions & { readonly acts?: boolean } = {},
): { lab: JobLab; most: () => number } {
  const steps = new AsyncLocalStorage<{ spent: number }>();
  let most = 0;
  const deadline: Deadline = { remaining: () => Math.max(0, budget - (steps.getStore()?.spent ?? 0)) };
  const slow = <T extends object>(port: T): T =>
    Object.fromEntries(
      Object.entries(port).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
        name,
        async (...args: unknown[]) => {
          // EC2 has its images at hand: nobody is asked.
          if (name === 'prepare') return method(...args);
          const isChange = changing.has(name);
          const until = before(deadline, reserve.save + (isChange ? reserve.look : 0));
          const left = until.remaining();
          const cutShort = isNear(until) ? 'unasked' : left < milliseconds ? 'unanswered' : undefined;
          const step = steps.getStore();
          if (step !== undefined && cutShort !== 'unasked') step.spent += Math.min(left, milliseconds);
          most = Math.max(most, step?.spent ?? 0);
          if (cutShort === undefined) return method(...args);
          if (cutShort === 'unanswered' && isChange && acts) await method(...args);
          throw new Problem('aws_timeout', 'No time.', { cutShort, unclear: cutShort === 'unanswered' });
        },
      ]),
    ) as T;
  const override = (deps: StepDependencies): StepDependencies => ({
    ...deps,
    deadline,
    ec2Of: (region) => slow(deps.ec2Of(region)),
    launcherOf: (region) => slow(deps.launcherOf(region)),
  });
  const around = (_: unknown, step: () => Promise<unknown>) => steps.run({ spent: 0 }, step);
  return { lab: createJobLab({ ...options, around, override }), most: () => most };
}

test.each([
  [1_600, 25, 100, 30, false],
  [1_600, 25, 100, 30, true],
  [1_600, 50, 50, 56, false],
  [5_000, 10, 20, 16, true],
])(
  'with %i ms a call a stop of which %i of %i are protected ends with a result for each',
  async (milliseconds, bad, all, most, acts) => {
    const { lab, most: longest } = slowLab(milliseconds, { acts });
    const targets = Array.from({ length: all }, (_, n) =>
      lab.ec2.add({ name: 'web', state: 'running', stopProtected: n < bad }),
    );

    const { job, entries } = await lab.finished(await lab.submit({ action: 'stop', target: ids(...targets) }));

    expect(job).toMatchObject({ status: 'failed', summary: { changed: all - bad, unchanged: 0, failed: bad } });
    expect(entries.filter(({ result }) => result?.reason?.code === 'stop_protected')).toHaveLength(bad);
    expect(entries.filter(({ result }) => result?.currentState === 'stopped')).toHaveLength(all - bad);
    expect(lab.ec2.count('StopInstances')).toBeLessThanOrEqual(most);
    expect(lab.outcomes).toHaveLength(all);
    expect(longest()).toBeLessThan(budget);
  },
);

test('a reboot whose answer a step had no time for is not asked for again', async () => {
  const { lab } = slowLab(15_000, { acts: true });
  const id = lab.ec2.add({ name: 'web', state: 'running' });

  const { entries } = await lab.finished(await lab.submit({ action: 'reboot', target: ids(id) }));

  expect(entries[0]?.result?.reason?.code).toBe('aws_timeout');
  expect(lab.ec2.count('RebootInstances')).toBe(1);
});

test('instances that no step finds the time for fail in the end, and were not asked for anything', async () => {
  const { lab } = slowLab(21_000);
  const id = lab.ec2.add({ name: 'web', state: 'running' });

  const { job, entries } = await lab.finished(await lab.submit({ action: 'stop', target: ids(id) }));

  expect(job).toMatchObject({ status: 'failed', summary: { failed: 1 } });
  expect(entries[0]?.result).toMatchObject({ outcome: 'failed', reason: { code: 'aws_timeout' } });
  expect(lab.ec2.count('StopInstances')).toBe(0);
});

test('a fleet that cannot be looked at in one step is looked at in several', async () => {
  const { lab } = slowLab(9_000, { ec2: { delays: { pending: 60_000 } } });
  const targets = Array.from({ length: 3_001 }, () => lab.ec2.add({ name: 'web', state: 'stopped' }));

  const { job } = await lab.finished(await lab.submit({ action: 'start', target: ids(...targets) }));

  expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 3_001 } });
}, 60_000);

test('a launch for whose image a step has used up its time is made by the next one', async () => {
  const { lab } = slowLab(7_000);

  const { job } = await lab.finished(await lab.create());

  expect(job.status).toBe('succeeded');
  expect(lab.ec2.count('RunInstances')).toBe(1);
  expect(lab.ec2.count('DescribeImages')).toBeLessThanOrEqual(1);
});

test('every instance of a job that ended by a fault has a result', async () => {
  let steps = 0;
  const lab = createJobLab({
    around: async (_, step) => {
      steps += 1;
      if (steps === 2) throw new Error('the function was killed');
      return steps < 3 ? step() : Promise.reject(new Error('again'));
    },
  });
  const targets = Array.from({ length: 60 }, () => lab.ec2.add({ name: 'web', state: 'running' }));
  const submitted = await lab.submit({ action: 'stop', target: ids(...targets) });
  await lab.time.until(lab.machine.finished(submitted.jobId));

  const { job } = await lab.jobs.get({ name: 'anyone', actions: ['jobs'] }, submitted.jobId, { pageSize: 100 });

  expect(job).toMatchObject({ status: 'failed', summary: { failed: 60 }, error: { code: 'internal_error' } });
});
