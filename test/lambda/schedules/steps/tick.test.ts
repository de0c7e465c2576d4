import { createScheduleLab, owner } from '../../../support/schedules/lab';

const at8 = { instanceIds: ['i-0123456789abcdef0'], start: '0 8 * * *' };

test('a firing is one job, however often and at once it is asked for', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  const id = lab.jobs.ec2.add({ state: 'stopped' });
  await lab.put('morning', { ...at8, instanceIds: [id] });
  await lab.jobs.time.pass(60_000);

  await Promise.all([lab.tick(), lab.tick(), lab.tick()]);
  await lab.tick();
  await lab.jobs.time.pass(300_000);

  expect(lab.faults).toEqual([]);
  expect(lab.firings.map(({ result, at }) => [result, at])).toEqual([['started', '2026-11-25T08:00:00.000Z']]);
  const { last } = await lab.schedules.get(owner, 'morning');
  expect(last).toMatchObject({ action: 'start', status: 'succeeded' });
  expect(lab.jobs.ec2.instance(id).state).toBe('running');
});

test('what is over 15 minutes late does not happen, and what is less late does', async () => {
  const lab = await createScheduleLab('2026-11-25T07:30:00Z');
  const id = lab.jobs.ec2.add({ state: 'stopped' });
  await lab.put('late', { instanceIds: [id], start: '0,40 8 * * *' });
  await lab.jobs.time.pass(85 * 60_000);

  await lab.tick();

  expect(lab.firings.map(({ result, at }) => [result, at])).toEqual([
    ['missed', '2026-11-25T08:00:00.000Z'],
    ['started', '2026-11-25T08:40:00.000Z'],
  ]);
});

test('in one minute the start waits for the stop', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  const id = lab.jobs.ec2.add({ state: 'running' });
  await lab.put('restart', { instanceIds: [id], start: '0 8 * * *', stop: '0 8 * * *' });
  await lab.jobs.time.pass(60_000);

  await lab.tick();
  await lab.jobs.time.pass(600_000);

  expect(lab.jobs.ended.map(({ job }) => [job.action, job.status])).toEqual([
    ['stop', 'succeeded'],
    ['start', 'succeeded'],
  ]);
});

test.each([
  ['unauthenticated', undefined],
  ['action_not_allowed', { ...owner, actions: ['schedules' as const] }],
  ['instance_not_found', { ...owner, tags: { Team: 'web' } }],
])('an owner who may less than before: %s', async (code, now) => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  await lab.put('morning', at8);
  if (now === undefined) lab.callers.delete(owner.name);
  else lab.callers.set(owner.name, now);
  await lab.jobs.time.pass(60_000);

  await lab.tick();

  const { last } = await lab.schedules.get(owner, 'morning');
  expect(last).toEqual({ action: 'start', at: '2026-11-25T08:00:00.000Z', status: 'refused', code });
});

test('a schedule of instances does nothing where containers took their place', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  await lab.put('morning', at8);
  await lab.jobs.time.pass(60_000);

  await lab.tick({ compute: 'docker' });

  expect((await lab.schedules.get(owner, 'morning')).last).toMatchObject({
    status: 'refused',
    code: 'compute_changed',
  });
});

test('a stop_after beats the stop of a schedule, for the instance that it keeps and no other', async () => {
  const lab = await createScheduleLab('2026-11-25T18:59:30Z');
  const [kept, other] = [lab.jobs.ec2.add({ state: 'running' }), lab.jobs.ec2.add({ state: 'running' })];
  await lab.put('evening', { instanceIds: [kept, other], stop: '0 19,20 * * *' });
  const wish = await lab.jobs.submit({ target: { kind: 'ids', ids: [kept] }, stopAfterSeconds: 7200 });
  await lab.jobs.time.pass(60_000);

  await lab.tick();
  await lab.jobs.time.pass(300_000);

  expect([kept, other].map((id) => lab.jobs.ec2.instance(id).state)).toEqual(['running', 'stopped']);
  const result = lab.jobs.ended.flatMap(({ results }) => results).find(({ instanceId }) => instanceId === kept);
  expect(result).toMatchObject({ outcome: 'unchanged', warning: expect.stringContaining(wish.jobId) });

  await lab.jobs.jobs.cancel({ name: 'anyone', actions: ['jobs'] }, wish.jobId, { pageSize: 10 });
  await lab.until('2026-11-25T20:05:00Z');

  expect(lab.jobs.ec2.instance(kept).state).toBe('stopped');
});

test('a hundred schedules of one minute go on in the next tick, in fair order', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  for (let i = 0; i < 100; i += 1) await lab.put(`s${i}`, at8);
  await lab.jobs.time.pass(60_000);

  const first = await lab.tick({}, () => (lab.firings.length < 40 ? 29_000 : 0));
  const second = await lab.tick();

  expect([first, second]).toEqual([
    { due: 100, done: 40 },
    { due: 60, done: 60 },
  ]);
  expect(new Set(lab.firings.map(({ jobId }) => jobId)).size).toBe(100);
});

test('a deleted schedule does nothing further, and a replaced one fires once', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  await lab.put('gone', at8);
  await lab.put('again', at8);
  await lab.jobs.time.pass(60_000);

  await lab.schedules.remove(owner, 'gone');
  await lab.put('again', { ...at8, description: 'the same times' });
  await lab.tick();
  await lab.tick();

  expect(lab.firings.map(({ schedule, at }) => [schedule.name, at])).toEqual([['again', '2026-11-25T08:00:00.000Z']]);
});

test('a schedule that is deleted takes along what still waits for its turn', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  const id = lab.jobs.ec2.add({ state: 'running' });
  await lab.put('restart', { instanceIds: [id], start: '0 8 * * *', stop: '0 8 * * *' });
  await lab.jobs.time.pass(60_000);
  await lab.tick();
  await lab.jobs.time.pass(3_000);

  await lab.schedules.remove(owner, 'restart');
  await lab.jobs.time.pass(3_600_000);

  const { jobs } = await lab.jobs.store.list({ pageSize: 10 });
  expect(new Set(jobs.map(({ job }) => [job.action, job.status].join(' ')))).toEqual(
    new Set(['stop succeeded', 'start cancelled']),
  );
  expect(lab.jobs.ec2.instance(id).state).toBe('stopped');
});

test('a tick with nothing due is one query', async () => {
  const lab = await createScheduleLab('2026-11-25T07:00:00Z');
  await lab.put('morning', at8);

  const result = await lab.tick();

  expect([result, lab.store.dueQueries()]).toEqual([{ due: 0, done: 0 }, 1]);
});
