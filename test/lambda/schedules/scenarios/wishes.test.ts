import { createScheduleLab, owner, type ScheduleLab } from '../../../support/schedules/lab';

const hour = 3600;
const minute = 60_000;

/** Office hours for instances with the tag `Env=dev`, from half past six in the evening on. */
async function anEvening(count: number, state: 'running' | 'stopped' = 'running') {
  const lab = await createScheduleLab('2026-11-25T18:30:00Z');
  const instances = Array.from({ length: count }, () => lab.jobs.ec2.add({ state, tags: { Env: 'dev' } }));
  await lab.put('hours', { tags: { Env: 'dev' }, start: '0 8 * * *', stop: '0 19 * * *' });
  return { lab, instances, states: () => instances.map((id) => lab.jobs.ec2.instance(id).state) };
}

const keep = (lab: ScheduleLab, ids: readonly string[], stopAfterSeconds: number) =>
  lab.jobs.submit({ target: { kind: 'ids', ids }, stopAfterSeconds });

test('of a fleet those that a wish keeps go on until their time, the others stop, and the next evening all do', async () => {
  const { lab, instances, states } = await anEvening(4);
  const [first = '', second = ''] = instances;
  await keep(lab, [first], 2 * hour);
  await keep(lab, [second], 3 * hour);

  await lab.until('2026-11-25T19:30:00Z');
  const atHalfPastSeven = states();
  await lab.until('2026-11-25T21:00:00Z');
  const atNine = states();
  await lab.until('2026-11-25T22:00:00Z');
  const atTen = states();
  await lab.until('2026-11-26T08:10:00Z');
  const atEight = states();
  await lab.until('2026-11-26T19:10:00Z');

  expect(atHalfPastSeven).toEqual(['running', 'running', 'stopped', 'stopped']);
  expect(atNine).toEqual(['stopped', 'running', 'stopped', 'stopped']);
  expect(atTen).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
  expect(atEight).toEqual(['running', 'running', 'running', 'running']);
  expect(states()).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
});

test('of two wishes the one accepted later counts, also when it ends earlier', async () => {
  const { lab, instances, states } = await anEvening(1);
  await keep(lab, instances, 4 * hour);
  await lab.jobs.time.pass(minute);
  await keep(lab, instances, hour);

  await lab.until('2026-11-25T19:10:00Z');
  const kept = states();
  await lab.until('2026-11-25T19:40:00Z');

  expect([kept, states()]).toEqual([['running'], ['stopped']]);
});

test('a wish for a run that somebody has ended keeps nothing of the next one', async () => {
  const { lab, instances, states } = await anEvening(1);
  await keep(lab, instances, 2 * hour);
  await lab.jobs.time.pass(2 * minute);
  const target = { kind: 'ids', ids: instances } as const;
  await lab.jobs.finished(await lab.jobs.submit({ action: 'stop', target }));
  await lab.jobs.finished(await lab.jobs.submit({ action: 'start', target }));

  await lab.until('2026-11-25T21:00:00Z');

  expect(states()).toEqual(['stopped']);
});

test('who stops by hand is heard until the schedule starts again', async () => {
  const { lab, instances, states } = await anEvening(2, 'stopped');

  await lab.until('2026-11-26T07:50:00Z');
  const before = states();
  await lab.until('2026-11-26T08:10:00Z');
  const [one = ''] = instances;
  await lab.jobs.finished(await lab.jobs.submit({ action: 'stop', target: { kind: 'ids', ids: [one] } }));
  await lab.until('2026-11-26T18:50:00Z');

  expect(before).toEqual(['stopped', 'stopped']);
  expect(states()).toEqual(['stopped', 'running']);
});

test('a wish that is still coming up when the schedule stops is kept, and one that is cancelled is not', async () => {
  const { lab, instances, states } = await anEvening(2, 'stopped');
  const [wished = '', cancelled = ''] = instances;
  await lab.until('2026-11-25T18:59:00Z');
  await lab.jobs.time.pass(58_000);
  await keep(lab, [wished], hour);
  const job = await keep(lab, [cancelled], hour);
  await lab.jobs.time.pass(4_000);
  await lab.jobs.jobs.cancel({ name: 'anyone', actions: ['jobs'] }, job.jobId, { pageSize: 10 });

  await lab.until('2026-11-25T19:20:00Z');

  expect(states()).toEqual(['running', 'stopped']);
  expect((await lab.schedules.get(owner, 'hours')).last).toMatchObject({ action: 'stop', status: 'succeeded' });
});
