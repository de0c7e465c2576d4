import { Problem } from '../../../../lambda/domain/problem';
import type { Ec2 } from '../../../../lambda/instances/ec2';
import type { StepDependencies } from '../../../../lambda/jobs/steps/run';
import { createJobLab, ids, type JobLabOptions } from '../../../support/jobs/lab';

/** Carries the call out, as often as `times` says without an answer. */
function losing<A extends readonly unknown[], T>(call: (...args: A) => Promise<T>, times: { left: number }) {
  return async (...args: A): Promise<T> => {
    const answer = await call(...args);
    if (times.left === 0) return answer;
    times.left -= 1;
    throw new Problem('aws_timeout', 'EC2 in us-east-1 did not answer in time.');
  };
}

/** An EC2 whose answers to changes do not arrive. */
const silent = (change: (ec2: Ec2, times: { left: number }) => Partial<Ec2>, times = { left: 9 }): JobLabOptions => ({
  override: (deps: StepDependencies) => ({
    ...deps,
    ec2Of: (region) => {
      const ec2 = deps.ec2Of(region);
      return { ...ec2, ...change(ec2, times) };
    },
  }),
});

/** An EC2 whose first launches are not answered. */
const silentLaunches = (left: number): JobLabOptions => {
  const times = { left };
  return {
    override: (deps) => ({
      ...deps,
      launcherOf: (region) => {
        const launcher = deps.launcherOf(region);
        return { ...launcher, launch: losing(launcher.launch, times) };
      },
    }),
  };
};

test('a fleet whose start was carried out and not answered is watched to its end', async () => {
  const lab = createJobLab(silent((ec2, times) => ({ start: losing(ec2.start, times) })));
  const fleet = [lab.ec2.add({ state: 'stopped' }), lab.ec2.add({ state: 'stopped' })];

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(...fleet) }));

  expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 2 } });
  expect(entries[0]?.result).toMatchObject({ previousState: 'stopped', currentState: 'running' });
  expect(lab.ec2.count('StartInstances')).toBe(1);
});

test('so is an instance whose termination was not answered', async () => {
  const lab = createJobLab(silent((ec2, times) => ({ terminate: losing(ec2.terminate, times) })));
  const id = lab.ec2.add({ state: 'running' });

  const { job, entries } = await lab.finished(await lab.submit({ action: 'delete', target: ids(id) }));

  expect(job.status).toBe('succeeded');
  expect(entries[0]?.result).toMatchObject({ outcome: 'changed', currentState: 'terminated' });
});

test('a reboot shows in no state: that it was not answered is what the job says', async () => {
  const lab = createJobLab(silent((ec2, times) => ({ reboot: losing(ec2.reboot, times) })));
  const id = lab.ec2.add({ state: 'running' });

  const { job } = await lab.finished(await lab.submit({ action: 'reboot', target: ids(id) }));

  expect(job).toMatchObject({ status: 'failed', error: { code: 'aws_timeout', instanceId: id } });
});

test('a change that EC2 has not carried out has failed, and is not asked for again', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });
  lab.ec2.fail({ operation: 'StopInstances', code: 'network:hang', times: 9 });

  const { job, entries } = await lab.finished(await lab.submit({ action: 'stop', target: ids(id) }));

  expect(job).toMatchObject({ status: 'failed', error: { code: 'aws_timeout' } });
  expect(entries[0]?.result).toMatchObject({ outcome: 'failed', currentState: 'running' });
  expect(lab.ec2.count('StopInstances')).toBe(1);
});

test('a launch that was carried out and not answered is found by its tag, and never made twice', async () => {
  const lab = createJobLab(silentLaunches(9));

  const { job, entries } = await lab.finished(await lab.create());

  const launched = [...lab.ec2.simulation.world.instances.keys()];
  expect(launched).toHaveLength(1);
  expect(job.status).toBe('succeeded');
  expect(entries[0]).toMatchObject({
    instanceId: launched[0],
    result: { outcome: 'changed', currentState: 'running' },
  });
  expect(lab.ec2.count('RunInstances')).toBe(1);
});

test('a launch that never reaches EC2 is tried again, then reported', async () => {
  const lab = createJobLab({ retrySeconds: [60, 120] });
  lab.ec2.fail({ operation: 'RunInstances', code: 'network:reset', times: 9 });

  const { job } = await lab.finished(await lab.create());

  expect(job).toMatchObject({ status: 'failed', error: { code: 'aws_unreachable', retryable: true } });
  expect(job.error?.detail).toContain('It was tried 3 times.');
  expect(lab.ec2.count('RunInstances')).toBe(3);
});

test('an EC2 that cannot even be asked what there is ends the create at once, for nothing was launched', async () => {
  const lab = createJobLab();
  lab.ec2.fail({ operation: 'DescribeInstances', code: 'network:reset', times: 9 });
  const begun = lab.time.now();

  const { job } = await lab.finished(await lab.create());

  expect(job).toMatchObject({ status: 'failed', error: { code: 'aws_unreachable' } });
  expect([lab.ec2.count('RunInstances'), lab.time.now() - begun]).toEqual([0, 0]);
});

test('when the answer to the last launch is lost, the instance is looked for once more before the job gives up', async () => {
  let hidden = true;
  const lab = createJobLab({
    retrySeconds: [],
    override: (deps) => ({
      ...deps,
      launcherOf: (region) => {
        const launcher = deps.launcherOf(region);
        return {
          ...launcher,
          launch: losing(launcher.launch, { left: 1 }),
          // Right after a launch EC2 may not show the instance yet.
          launched: async (jobId: string) => (hidden ? undefined : launcher.launched(jobId)),
        };
      },
    }),
  });

  const job = await lab.create();
  await lab.time.pass(10_000);
  hidden = false;
  const { job: after, entries } = await lab.finished(job);

  expect(after.status).toBe('succeeded');
  expect(entries.map(({ instanceId }) => instanceId)).toEqual([...lab.ec2.simulation.world.instances.keys()]);
  expect(lab.ec2.count('RunInstances')).toBe(1);
});

test.each(['aws_unavailable', 'aws_error', 'aws_unreachable'] as const)(
  'a launch that EC2 carries out and answers with %s is found at once, and no second one is made',
  async (code) => {
    const lab = createJobLab({
      override: (deps) => ({
        ...deps,
        launcherOf: (region) => {
          const launcher = deps.launcherOf(region);
          return {
            ...launcher,
            launch: async (launch) => {
              await launcher.launch(launch);
              throw new Problem(code, 'EC2 reports an internal error.');
            },
          };
        },
      }),
    });

    const { job } = await lab.finished(await lab.create());

    expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 1 } });
    expect(lab.ec2.simulation.world.instances.size).toBe(1);
    expect(lab.ec2.count('RunInstances')).toBe(1);
  },
);
