import { Problem } from '../../../../lambda/domain/problem';
import type { StepDependencies } from '../../../../lambda/jobs/steps/run';
import { caller, createJobLab, ids, type JobLab, type JobLabOptions } from '../../../support/jobs/lab';

/** A lab whose steps find the table down for so long, from their n-th call of it on. */
function labWithOutage(n: number, milliseconds: number, options: JobLabOptions = {}) {
  let calls = 0;
  let within = false;
  let end: number | undefined;
  const port = <T extends object>(real: T): T =>
    new Proxy(real, {
      get: (_, name) => {
        const method = Reflect.get(real, name);
        if (!within || typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls === n) end = lab.time.now() + milliseconds;
          if (end !== undefined && lab.time.now() < end) {
            throw new Problem('aws_throttled', 'AWS throttles this API in DynamoDB.');
          }
          return Reflect.apply(method, real, args);
        };
      },
    });
  const override = (deps: StepDependencies): StepDependencies => ({
    ...deps,
    store: port(deps.store),
    stops: port(deps.stops),
  });
  const around = async (_: unknown, step: () => Promise<unknown>) => {
    within = true;
    return step().finally(() => {
      within = false;
    });
  };
  const lab: JobLab = createJobLab({ ...options, around, override });
  return { lab, came: () => end !== undefined };
}

/** Runs a scenario once for each call of the table that its steps make, which is down from there on. */
async function downEverywhere(milliseconds: number, scenario: (lab: JobLab) => Promise<void>): Promise<number> {
  for (let n = 1; ; n += 1) {
    const { lab, came } = labWithOutage(n, milliseconds);
    await scenario(lab);
    if (!came()) return n - 1;
  }
}

const minute = 60_000;

test('a table that is down for five minutes delays a job, and does not fail it', async () => {
  const points = await downEverywhere(5 * minute, async (lab) => {
    const id = lab.ec2.add({ state: 'stopped' });

    const { job, entries } = await lab.finished(await lab.submit({ target: ids(id), stopAfterSeconds: 600 }));

    expect(job).toMatchObject({ status: 'succeeded', summary: { changed: 1 } });
    expect(entries[0]).toMatchObject({
      startResult: { action: 'start', outcome: 'changed', currentState: 'running' },
      result: { action: 'stop', outcome: 'changed', currentState: 'stopped' },
    });
  });

  expect(points).toBeGreaterThan(15);
});

test('a create whose table is down for five minutes launches one instance', async () => {
  const points = await downEverywhere(5 * minute, async (lab) => {
    const { job } = await lab.finished(await lab.create({ create: { username: 'alice', password: 'alice1234' } }));

    expect(job.status).toBe('succeeded');
    expect(lab.ec2.simulation.world.instances.size).toBe(1);
  });

  expect(points).toBeGreaterThan(6);
});

test('a table that is down for hours ends a job as failed, whenever somebody looks, and never leaves it running', async () => {
  const points = await downEverywhere(180 * minute, async (lab) => {
    const id = lab.ec2.add({ state: 'stopped' });
    const submitted = await lab.submit({ target: ids(id) });
    await lab.time.until(lab.machine.finished(submitted.jobId));

    const { job } = await lab.jobs.get(caller, submitted.jobId, { pageSize: 10 });

    const untouched = lab.ec2.instance(id).state === 'stopped';
    if (job.status === 'succeeded') expect(untouched).toBe(false);
    else expect(job).toMatchObject({ status: 'failed', error: { code: 'internal_error' } });
  });

  expect(points).toBeGreaterThan(5);
});
