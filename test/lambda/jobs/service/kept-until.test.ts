import { keptUntil } from '../../../../lambda/jobs/service/kept-until';
import type { StepDependencies } from '../../../../lambda/jobs/steps/run';
import { caller, createJobLab, ids, type JobLab } from '../../../support/jobs/lab';

const hour = 3_600_000;

/** A lab, and until when its instances are kept, in milliseconds from the beginning. */
function openLab(): { readonly lab: JobLab; readonly kept: (id: string) => Promise<number | undefined> } {
  const seen: StepDependencies[] = [];
  const lab = createJobLab({
    override: (deps) => {
      seen.push(deps);
      return deps;
    },
  });
  const begun = lab.time.now();
  return {
    lab,
    kept: async (id) => {
      const [deps] = seen;
      const stop = deps && (await keptUntil(deps, 'us-east-1', [id])).get(id);
      return stop && Date.parse(stop.stopAt) - begun;
    },
  };
}

test('an instance is kept from the acceptance of a job on, before anything has begun', async () => {
  const { lab, kept } = openLab();
  const id = lab.ec2.add({ state: 'stopped' });

  await lab.submit({ target: ids(id), stopAfterSeconds: 3600 });
  const accepted = await kept(id);
  await lab.time.pass(30_000);

  expect(accepted).toBe(hour);
  // The time runs from when the instance is up.
  expect(await kept(id)).toBe(hour + 7_000);
});

test('of two jobs the one accepted later counts, and cancelling it gives back', async () => {
  const { lab, kept } = openLab();
  const id = lab.ec2.add({ state: 'running' });

  await lab.submit({ target: ids(id), stopAfterSeconds: 3600 });
  await lab.time.pass(60_000);
  const later = await lab.submit({ target: ids(id), stopAfterSeconds: 7200 });
  const both = await kept(id);
  await lab.jobs.cancel(caller, later.jobId, { pageSize: 1 });
  const one = await kept(id);

  expect([both, one]).toEqual([2 * hour + 60_000, hour]);
});

test('nothing is kept when the job has ended, when none promised to stop it, and by a record left behind', async () => {
  const { lab, kept } = openLab();
  const [id, other] = [lab.ec2.add({ state: 'stopped' }), lab.ec2.add({ state: 'running' })];

  await lab.finished(await lab.submit({ target: ids(id), stopAfterSeconds: 60 }));

  expect([await kept(id), await kept(other)]).toEqual([undefined, undefined]);
});

test('an instance of a create, or one selected by tags, is kept as well', async () => {
  const { lab, kept } = openLab();
  const tagged = lab.ec2.add({ state: 'stopped', tags: { Env: 'dev' } });

  await lab.create({ stopAfterSeconds: 3600 });
  await lab.submit({ target: { kind: 'tags', tags: { Env: 'dev' } }, stopAfterSeconds: 3600 });
  await lab.time.pass(3_000);
  const created = [...lab.ec2.simulation.world.instances.keys()].find((id) => id !== tagged) ?? '';

  expect([await kept(created), await kept(tagged)]).toEqual([hour, hour]);
});
