import type { JobStepEvent } from '../../../../contract/jobs';
import { caller, createJobLab, ids } from '../../../support/jobs/lab';

const paging = { pageSize: 100 };

test('a job that is cancelled while a step is at work stays cancelled, and learns what the step did', async () => {
  let cancel: () => Promise<unknown> = async () => undefined;
  const around = async (_: JobStepEvent, step: () => Promise<unknown>) => {
    const [answer] = await Promise.all([step(), cancel()]);
    return answer;
  };
  const lab = createJobLab({ around });
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await lab.submit({ target: ids(id) });
  cancel = () => lab.jobs.cancel(caller, job.jobId, paging);
  await lab.time.pass(120_000);

  const { job: after, entries } = await lab.now(job);
  expect(after.status).toBe('cancelled');
  const asked = lab.ec2.count('StartInstances') > 0;
  expect(entries[0]?.result?.outcome).toBe(asked ? 'changed' : undefined);
});

test('a create that is cancelled while its image is looked up launches nothing', async () => {
  let cancel: () => Promise<unknown> = async () => undefined;
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      launcherOf: (region) => {
        const launcher = deps.launcherOf(region);
        return { ...launcher, image: async (id) => launcher.image(id).finally(cancel) };
      },
    }),
  });
  const job = await lab.create({ create: { username: 'alice', password: 'alice1234' } });
  cancel = () => lab.jobs.cancel(caller, job.jobId, paging);

  await lab.time.pass(120_000);

  const { job: after } = await lab.now(job);
  expect(after.status).toBe('cancelled');
  expect(lab.ec2.count('RunInstances')).toBe(0);
  expect(JSON.stringify(after)).not.toContain('$6$');
});

test('a job that is cancelled while its instances are looked at changes nothing any more', async () => {
  let cancel: () => Promise<unknown> = async () => undefined;
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      ec2Of: (region) => {
        const ec2 = deps.ec2Of(region);
        return { ...ec2, describe: async (asked) => ec2.describe(asked).finally(cancel) };
      },
    }),
  });
  const id = lab.ec2.add({ state: 'running' });
  const job = await lab.submit({ action: 'delete', target: ids(id) });
  cancel = () => lab.jobs.cancel(caller, job.jobId, paging);

  await lab.time.pass(120_000);

  expect((await lab.now(job)).job.status).toBe('cancelled');
  expect(lab.ec2.count('TerminateInstances')).toBe(0);
  expect(lab.ec2.instance(id).state).toBe('running');
});

test('a job that is cancelled while EC2 refuses some of its instances asks for no others', async () => {
  let cancel: () => Promise<unknown> = async () => undefined;
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      ec2Of: (region) => {
        const ec2 = deps.ec2Of(region);
        const stop: typeof ec2.stop = (asked, options) =>
          ec2.stop(asked, options).finally(() => {
            lab.ec2.clock.advance(3_000);
            return cancel();
          });
        return { ...ec2, stop };
      },
    }),
  });
  const protectedOne = lab.ec2.add({ state: 'running', stopProtected: true });
  const others = [lab.ec2.add({ state: 'running' }), lab.ec2.add({ state: 'running' })];
  const job = await lab.submit({ action: 'stop', target: ids(protectedOne, ...others) });
  cancel = () => lab.jobs.cancel(caller, job.jobId, paging);

  await lab.time.pass(120_000);

  const { job: after, entries } = await lab.now(job);
  expect(after.status).toBe('cancelled');
  expect(lab.ec2.count('StopInstances')).toBe(1);
  expect(others.map((id) => lab.ec2.instance(id).state)).toEqual(['running', 'running']);
  expect(entries.map(({ result }) => result?.reason?.code)).toEqual(['stop_protected', undefined, undefined]);
});
