import { Problem } from '../../../../lambda/domain/problem';
import type { Submitted } from '../../../../lambda/jobs/service/submit';
import { createJobLab, ids } from '../../../support/jobs/lab';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => (error instanceof Problem ? error.code : String(error)),
  );

test('the same caller, key and request is the same job, done once', async () => {
  const lab = createJobLab();
  const [a, b] = [lab.ec2.add({ state: 'stopped' }), lab.ec2.add({ state: 'stopped' })];

  const first = await lab.submit({ target: ids(a, b), idempotencyKey: 'k' });
  await lab.finished(first);
  const second = await lab.submit({ target: ids(b, a, b), idempotencyKey: 'k' });

  expect(second).toMatchObject({ jobId: first.jobId, status: 'succeeded' });
  expect(first.jobId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(lab.ec2.count('StartInstances')).toBe(1);
});

test('of two concurrent requests with the same key both get the one job', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'stopped' });
  const request = { target: ids(id), idempotencyKey: 'k' };

  const jobs = await Promise.all([lab.submit(request), lab.submit(request), lab.submit(request)]);
  const [first] = jobs;
  if (first !== undefined) await lab.finished(first);

  expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(1);
  expect(lab.ec2.count('StartInstances')).toBe(1);
});

test('of two concurrent creates with the same key one instance comes', async () => {
  const lab = createJobLab();
  const request = { idempotencyKey: 'k', create: { username: 'alice', password: 'alice1234' } };

  const [first] = await Promise.all([lab.create(request), lab.create(request)]);
  await lab.finished(first);

  expect(lab.ec2.simulation.world.instances.size).toBe(1);
});

test.each([
  ['another instance', { target: ids('i-0123456789abcdef0') }],
  ['another action', { action: 'stop' as const }],
  ['another region', { region: 'eu-west-1' }],
  ['another option', { options: { force: true } }],
  ['another time', { stopAfterSeconds: 60 }],
])('the same key with %s is refused', async (_, other) => {
  const lab = createJobLab();
  const request = { target: ids(lab.ec2.add({ state: 'stopped' })), idempotencyKey: 'k' };
  await lab.submit(request);

  const code = await codeOf(lab.submit({ ...request, ...other }));

  expect(code).toBe('idempotency_key_reused');
});

test('the same key with another password is refused, though no password is on record', async () => {
  const lab = createJobLab();
  const create = { username: 'alice', password: 'first-password' };
  await lab.create({ idempotencyKey: 'k', create });

  const code = await codeOf(lab.create({ idempotencyKey: 'k', create: { ...create, password: 'other-password' } }));

  expect(code).toBe('idempotency_key_reused');
  expect(lab.store.everWritten()).not.toContain('-password');
});

test('the same key of another caller is another job', async () => {
  const lab = createJobLab();
  const request = { target: ids(lab.ec2.add({ state: 'stopped' })), idempotencyKey: 'k' };

  const [mine, theirs] = [await lab.submit(request), await lab.submit({ ...request, caller: { name: 'other' } })];

  expect(theirs.jobId).not.toBe(mine.jobId);
});

test('a repeated delete finds its job although the address is gone', async () => {
  const lab = createJobLab();
  const id = lab.ec2.add({ state: 'running' });
  const resolve = jest.fn(async () => ids(id));
  const request = {
    action: 'delete',
    idempotencyKey: 'k',
    target: { kind: 'address', address: '198.18.0.4', resolve },
  } as const;

  const first = await lab.submit(request);
  await lab.finished(first);
  const second = await lab.submit(request);

  expect(second).toMatchObject({ jobId: first.jobId, status: 'succeeded' });
  expect(resolve).toHaveBeenCalledTimes(1);
});

test('more instances than a request may be about are refused before anything is written', async () => {
  const lab = createJobLab();
  const many = (count: number) =>
    ids(...Array.from({ length: count }, (_, i) => `i-${i.toString(16).padStart(17, '0')}`));
  const tags = { kind: 'tags', tags: { Env: 'dev' } } as const;
  for (let i = 0; i < 101; i += 1) lab.ec2.add({ tags: { Env: 'dev' } });

  const codes = [
    await codeOf(lab.submit({ target: many(101), limit: 100 })),
    await codeOf(lab.submit({ target: many(5001), limit: 5000 })),
    await codeOf(lab.submit({ target: tags, limit: 100 })),
    await codeOf(lab.submit({ target: { kind: 'tags', tags: { Env: 'prod' } }, limit: 100 })),
    await codeOf(lab.submit({ target: ids('junk') })),
  ];

  expect(codes).toEqual([
    'too_many_instances',
    'too_many_instances',
    'too_many_instances',
    'instance_not_found',
    'invalid_instance_id',
  ]);
  expect(lab.store.writes()).toBe(0);
});

test('what is far too long for an id is written down shortened, and refused alone', async () => {
  const lab = createJobLab();
  const good = lab.ec2.add({ state: 'stopped' });

  const { job, entries } = await lab.finished(await lab.submit({ target: ids(good, '\u0000'.repeat(60_000)) }));

  expect(entries.map(({ result }) => result?.reason?.code ?? result?.currentState)).toEqual([
    'running',
    'invalid_instance_id',
  ]);
  expect(job.summary).toMatchObject({ changed: 1, refused: 1 });
  expect(lab.store.largestItem()).toBeLessThan(10_000);
});

test.each([
  ['request-1', undefined],
  ['request-2', true],
])('a job that is there already, written by request-1, is a repetition to %s: %s', async (requestId, replayed) => {
  let written = false;
  const lab = createJobLab({
    override: (deps) => ({
      ...deps,
      store: {
        ...deps.store,
        // The table writes, its answer is lost, and the write is made again.
        create: async (job) => {
          if (!written) await deps.store.create({ ...job, requester: { ...job.requester, requestId: 'request-1' } });
          written = true;
          return deps.store.create(job);
        },
      },
    }),
  });
  const id = lab.ec2.add({ state: 'stopped' });

  const job = await lab.submit({ target: ids(id), requestId });

  expect((job as Submitted).replayed).toBe(replayed);
  expect((await lab.finished(job)).job.status).toBe('succeeded');
});
