import { createScheduleLab, owner } from '../../../support/schedules/lab';

const minute = 60_000;

test('after an outage of 10 minutes a firing happens', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:00Z');
  const id = lab.jobs.ec2.add({ state: 'stopped' });
  await lab.put('morning', { instanceIds: [id], start: '0 8 * * *' });
  await lab.jobs.time.pass(11 * minute);

  await lab.tick();
  await lab.jobs.time.pass(5 * minute);

  expect((await lab.schedules.get(owner, 'morning')).last).toMatchObject({ action: 'start', status: 'succeeded' });
  expect(lab.jobs.ec2.instance(id).state).toBe('running');
});

test('after an outage of 20 minutes it is missed, and the schedule goes on', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:00Z');
  const id = lab.jobs.ec2.add({ state: 'stopped' });
  await lab.put('morning', { instanceIds: [id], start: '0 8,9 * * *' });
  await lab.jobs.time.pass(21 * minute);

  await lab.tick();
  const missed = await lab.schedules.get(owner, 'morning');
  await lab.until('2026-11-25T09:05:00Z');

  expect(missed.last).toEqual({ action: 'start', at: '2026-11-25T08:00:00.000Z', status: 'missed' });
  expect(lab.firings.map(({ result, at }) => [result, at])).toEqual([
    ['missed', '2026-11-25T08:00:00.000Z'],
    ['started', '2026-11-25T09:00:00.000Z'],
  ]);
});

test.each([
  [0, 'started'],
  [1000, 'missed'],
])('%d ms after 15 minutes it is %s', async (more, result) => {
  const lab = await createScheduleLab('2026-11-25T07:59:00Z');
  await lab.put('morning', { instanceIds: ['i-0123456789abcdef0'], start: '0 8 * * *' });
  await lab.jobs.time.pass(16 * minute + more);

  await lab.tick();

  expect(lab.firings.map((firing) => firing.result)).toEqual([result]);
});

test('a week of firings of every minute is one that is missed, and no burst but those of 15 minutes', async () => {
  const lab = await createScheduleLab('2026-11-18T08:00:30Z');
  await lab.put('often', { instanceIds: ['i-0123456789abcdef0'], reboot: '* * * * *' });
  await lab.jobs.time.pass(7 * 24 * 60 * minute);

  await lab.tick();

  const [first, ...others] = lab.firings.map(({ result, at }) => [result, at]);
  expect(first).toEqual(['missed', expect.any(String)]);
  expect(others).toHaveLength(15);
  expect(others[0]).toEqual(['started', '2026-11-25T07:46:00.000Z']);
});

test('a stop and a start that are made up for together happen one after the other', async () => {
  const lab = await createScheduleLab('2026-11-25T07:59:00Z');
  const id = lab.jobs.ec2.add({ state: 'stopped' });
  await lab.put('short', { instanceIds: [id], start: '0 8 * * *', stop: '5 8 * * *' });
  await lab.jobs.time.pass(9 * minute);

  await lab.tick();
  await lab.jobs.time.pass(10 * minute);

  expect(lab.jobs.ended.map(({ job }) => [job.action, job.status])).toEqual([
    ['start', 'succeeded'],
    ['stop', 'succeeded'],
  ]);
  expect(lab.jobs.ec2.instance(id).state).toBe('stopped');
});
