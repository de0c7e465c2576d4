import type { JobStepEvent } from '../../../../contract/jobs';
import type { StepDependencies } from '../../../../lambda/jobs/steps/run';
import { createJobLab, ids, type JobLab, type JobLabOptions } from '../../../support/jobs/lab';

/**
 * A lab whose function is killed once, right after its n-th call of the outside world: what the call did is done, and
 * whatever the step would have done next is not.
 */
function labKilledAfter(n: number, options: JobLabOptions = {}): { lab: JobLab; killed: () => boolean } {
  let calls = 0;
  let dead = false;
  const fatal = async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call;
    calls += 1;
    if (calls === n) {
      dead = true;
      throw new Error('the function was killed');
    }
    return answer;
  };
  const mortal = <T extends object>(port: T): T =>
    Object.fromEntries(
      Object.entries(port).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
        name,
        (...args: unknown[]) => fatal(method(...args)),
      ]),
    ) as T;
  const override = (deps: StepDependencies): StepDependencies => ({
    ...deps,
    store: mortal(deps.store),
    stops: mortal(deps.stops),
    ec2Of: (region) => mortal(deps.ec2Of(region)),
    launcherOf: (region) => mortal(deps.launcherOf(region)),
  });
  // Requests are not killed: only calls made from within a step count.
  let within = false;
  const around = async (_: JobStepEvent, step: () => Promise<unknown>) => {
    within = true;
    try {
      return await step();
    } finally {
      within = false;
    }
  };
  const guarded = (deps: StepDependencies): StepDependencies => {
    const killable = override(deps);
    const pick = <T extends object>(safe: T, risky: T): T =>
      new Proxy(safe, { get: (_, name) => Reflect.get(within ? risky : safe, name) });
    return {
      ...killable,
      store: pick(deps.store, killable.store),
      stops: pick(deps.stops, killable.stops),
    };
  };
  return { lab: createJobLab({ ...options, around, override: guarded }), killed: () => dead };
}

/** Runs a scenario once for each call that its steps make, killing the function after it. */
async function killEverywhere(scenario: (lab: JobLab) => Promise<void>, options?: JobLabOptions): Promise<number> {
  for (let n = 1; ; n += 1) {
    const { lab, killed } = labKilledAfter(n, options);
    await scenario(lab);
    if (!killed()) return n - 1;
  }
}

test('a start is the same wherever its function is killed', async () => {
  const points = await killEverywhere(async (lab) => {
    const id = lab.ec2.add({ state: 'stopped' });

    const { job, entries } = await lab.finished(await lab.submit({ target: ids(id) }));

    expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 1, unchanged: 0 } });
    expect(entries[0]?.result).toMatchObject({
      outcome: 'changed',
      previousState: 'stopped',
      currentState: 'running',
      ip: lab.ec2.instance(id).publicIp,
    });
    expect(lab.ended.length).toBeLessThanOrEqual(1);
  });

  expect(points).toBeGreaterThan(8);
});

test('a create launches one instance wherever its function is killed', async () => {
  const points = await killEverywhere(async (lab) => {
    const { job, entries } = await lab.finished(await lab.create());

    expect(job.status).toBe('succeeded');
    expect(lab.ec2.simulation.world.instances.size).toBe(1);
    expect(entries.map(({ instanceId }) => instanceId)).toEqual([...lab.ec2.simulation.world.instances.keys()]);
  });

  expect(points).toBeGreaterThan(8);
});

test('a start with a stop after it stops once wherever its function is killed', async () => {
  const points = await killEverywhere(async (lab) => {
    const id = lab.ec2.add({ state: 'stopped' });

    const { job, entries } = await lab.finished(await lab.submit({ target: ids(id), stopAfterSeconds: 3600 }));

    expect(job.status).toBe('succeeded');
    expect(entries[0]).toMatchObject({
      startResult: { action: 'start', outcome: 'changed' },
      result: { action: 'stop', outcome: 'changed', currentState: 'stopped' },
    });
  });

  expect(points).toBeGreaterThan(18);
});

test('several chunks are acted on once wherever their function is killed', async () => {
  const points = await killEverywhere(async (lab) => {
    const all = Array.from({ length: 101 }, () => lab.ec2.add({ state: 'running' }));

    const { job } = await lab.finished(await lab.submit({ action: 'delete', target: ids(...all) }));

    expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 101, unchanged: 0 } });
  });

  expect(points).toBeGreaterThan(15);
}, 60_000);

test('a batch of several chunks is acted on once wherever its function is killed', async () => {
  const points = await killEverywhere(async (lab) => {
    const next = { at: lab.time.now() + 20_000, state: 'stopped' } as const;
    const all = Array.from({ length: 60 }, (_, i) =>
      i % 20 === 0 ? lab.ec2.add({ state: 'stopping', next }) : lab.ec2.add({ state: 'running' }),
    );

    const { job } = await lab.finished(await lab.submit({ target: ids(...all) }));

    expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 3, unchanged: 57 } });
    expect(all.every((id) => lab.ec2.instance(id).state === 'running')).toBe(true);
  });

  expect(points).toBeGreaterThan(15);
}, 60_000);
