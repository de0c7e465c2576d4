import { Compute } from '../../../../contract/docker';
import type { StepDependencies } from '../../../../lambda/jobs/steps/run';
import { type ServedEngine, serveEngine } from '../../../support/docker/serve';
import { SimulatedEngine } from '../../../support/docker/simulated-engine';
import { portsOver } from '../../../support/docker/subject';
import { ManualClock } from '../../../support/ec2/clock';
import { createSimulatedEc2 } from '../../../support/ec2/twin';
import { createJobLab, ids, type JobLab } from '../../../support/jobs/lab';

let engine: SimulatedEngine;
let served: ServedEngine;
let lab: JobLab;
let override: Partial<StepDependencies>;

beforeEach(async () => {
  const clock = new ManualClock();
  engine = new SimulatedEngine(() => clock.now());
  engine.images.set('nginx:alpine', {});
  served = await serveEngine(engine);
  const images = ['nginx:alpine', 'crashing:1', 'slow:1', 'gone:1'];
  const { instances, launcher } = portsOver(served.socketPath, { images }, () => clock.now());
  override = {};
  lab = createJobLab({
    world: createSimulatedEc2({ clock }),
    createRules: { allowedInstanceTypes: ['container'] },
    override: (deps) => ({
      ...deps,
      ec2Of: () => instances,
      launcherOf: () => launcher,
      get compute() {
        return override.compute ?? Compute.ec2;
      },
    }),
  });
});
afterEach(() => served.close());

const add = (spec: Parameters<SimulatedEngine['add']>[0]) => {
  const container = engine.add(spec);
  return { container, id: `i-${container.id.slice(0, 17)}` };
};

test('a started container counts only when it has been running for two seconds', async () => {
  const { id } = add({ status: 'exited' });
  const began = lab.time.now();

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job.status).toBe('succeeded');
  expect(entries[0]?.result).toMatchObject({ outcome: 'changed', currentState: 'running' });
  expect(lab.time.now() - began).toBeGreaterThanOrEqual(2_000);
});

test('one that exits by itself right after its start has failed, also when it had exited so before', async () => {
  const behavior = { crash: { code: 3, line: 'fatal: no configuration' } };
  const { id } = add({ status: 'exited', exitCode: 3, startedAt: 1, finishedAt: 1_000, behavior });

  const { job } = await lab.finished(await lab.submit({ target: ids(id) }));

  expect(job).toMatchObject({
    status: 'failed',
    error: { code: 'final_state_not_reached', awsCode: 'Container.Exited' },
  });
  expect(job.error?.detail).toMatch(/It exited with code 3 at \S+; the last line of its log: fatal: no configuration/);
});

test('one that runs out of memory says so', async () => {
  engine.images.set('crashing:1', { crash: { code: 137, line: 'filling', outOfMemory: true } });

  const { job } = await lab.finished(await lab.create({ create: { imageId: 'crashing:1' } }));

  expect(job.error).toMatchObject({ awsCode: 'Container.OutOfMemory' });
});

test('an image whose pull lasts for many steps ends in the job that creates', async () => {
  let arrive = () => {};
  engine.registry.set('slow:1', new Promise((done) => (arrive = done)));
  // The pull is waited for in real time; each step but the last is told that it goes on.
  let steps = 0;
  const { launcher } = portsOver(served.socketPath, { images: ['slow:1'] });
  const prepare = launcher.prepare;
  lab = createJobLab({
    world: lab.ec2,
    createRules: { allowedInstanceTypes: ['container'] },
    override: (deps) => ({
      ...deps,
      ec2Of: () => portsOver(served.socketPath, {}, () => lab.time.now()).instances,
      launcherOf: () => ({
        ...launcher,
        prepare: async (image) => {
          steps += 1;
          if (steps < 60) return false;
          arrive();
          return prepare(image);
        },
      }),
    }),
  });

  const { job } = await lab.finished(await lab.create({ create: { imageId: 'slow:1' } }));

  expect([job.status, steps]).toEqual(['succeeded', 60]);
  expect([...engine.containers.values()]).toMatchObject([{ image: 'slow:1', status: 'running' }]);
});

test('a pull that fails ends the job at once', async () => {
  const created = lab.create({ create: { imageId: 'gone:1' } });

  const { job } = await lab.finished(await created);

  expect(job.error).toMatchObject({
    code: 'invalid_launch_parameter',
    detail: expect.stringMatching(/manifest unknown/),
  });
  expect(engine.containers.size).toBe(0);
});

test('a delete that finds its container removed by others has succeeded', async () => {
  const { id, container } = add({});
  const job = await lab.submit({ action: 'delete', target: ids(id) });
  engine.fault = ({ method }) => {
    if (method !== 'DELETE') return undefined;
    engine.containers.delete(container.id);
    return { status: 409, body: { message: 'removal is already in progress' } };
  };

  expect((await lab.finished(job)).job.status).toBe('succeeded');
});

test('a start whose container somebody removes has failed within a minute', async () => {
  const { id, container } = add({ status: 'exited' });
  const began = lab.time.now();
  const job = await lab.submit({ target: ids(id) });
  let started = false;
  engine.fault = ({ method, path }) => {
    started ||= method === 'POST' && path.endsWith('/start');
    if (started && path === '/containers/json') engine.containers.delete(container.id);
    return undefined;
  };

  const after = await lab.finished(job);

  expect(after.job).toMatchObject({ status: 'failed', error: { code: 'final_state_not_reached' } });
  expect(after.job.error?.detail).toContain('can no longer be seen, so it does not become running');
  expect(lab.time.now() - began).toBeLessThan(60_000);
});

test('a job that a switch of the compute catches does no more, and says why', async () => {
  const { id } = add({ status: 'exited' });
  const job = await lab.submit({ target: ids(id) });
  override = { compute: Compute.docker };

  const after = await lab.finished(job);

  expect(after.job).toMatchObject({ status: 'failed', error: { code: 'compute_changed' } });
  expect([...engine.containers.values()][0]?.status).toBe('exited');
});

test('an engine that is away for a while ends no job that watches', async () => {
  const { id } = add({ status: 'exited' });
  const job = await lab.submit({ target: ids(id) });
  let away = 0;
  engine.fault = ({ path }) => {
    const started = [...engine.containers.values()][0]?.status === 'running';
    if (!started || path !== '/containers/json' || away === 3) return undefined;
    away += 1;
    return { status: 503, body: { message: 'not now' } };
  };

  expect((await lab.finished(job)).job.status).toBe('succeeded');
  expect(away).toBe(3);
});
