import { killedAt, type Mishap } from '../../../support/schedules/killed-at';
import { createScheduleLab, owner, type ScheduleLab } from '../../../support/schedules/lab';

const minute = 60_000;

/** A tick that is killed at one of its calls. Returns whether it has come to that call. */
async function killedTick(lab: ScheduleLab, call: number, mishap: Mishap): Promise<boolean> {
  const { store, jobs } = lab;
  const callerNamed = async (name: string) => lab.callers.get(name);
  const { deps, isReached } = killedAt({ store, jobs: jobs.parts, callerNamed }, call, mishap);
  await lab.tick(deps).catch(() => {});
  return isReached();
}

async function aStopOfEight() {
  const lab = await createScheduleLab('2026-11-25T07:59:30Z');
  const id = lab.jobs.ec2.add({ state: 'running' });
  await lab.put('evening', { instanceIds: [id], stop: '0 8 * * *' });
  await lab.jobs.time.pass(minute);
  return { lab, id };
}

const jobsOf = async (lab: ScheduleLab) => (await lab.jobs.store.list({ pageSize: 10 })).jobs;
const stopsOf = (lab: ScheduleLab) => lab.jobs.ec2.calls.filter(({ operation }) => operation === 'StopInstances');

test.each([
  ['dies before', 'before'],
  ['dies after', 'after'],
  ['lives, but is not told of', 'lost'],
] as const)('a tick that %s one of its calls leaves exactly one job and one stop', async (_, when) => {
  let call = 0;
  for (; ; call += 1) {
    const { lab, id } = await aStopOfEight();
    if (!(await killedTick(lab, call, when))) break;
    await lab.jobs.time.pass(minute);
    await Promise.all([lab.tick(), lab.tick()]);
    await lab.until('2026-11-25T08:10:00Z');

    const jobs = await jobsOf(lab);
    expect([call, jobs.map(({ job }) => job.status)]).toEqual([call, ['succeeded']]);
    expect([call, stopsOf(lab).length, lab.jobs.ec2.instance(id).state]).toEqual([call, 1, 'stopped']);
    expect([call, lab.store.counts]).toEqual([call, { started: 1, missed: 0, refused: 0 }]);
  }
  // The query, the record, the owner, the transaction, the execution, and that it is started.
  expect(call).toBe(6);
});

test('what a killed tick wrote down and did not start is missed when the next one comes 20 minutes later', async () => {
  const { lab, id } = await aStopOfEight();
  await killedTick(lab, 4, 'before');
  await lab.jobs.time.pass(20 * minute);

  await lab.tick();
  await lab.jobs.time.pass(10 * minute);

  const { last, schedule } = await lab.schedules.get(owner, 'evening');
  expect(last).toEqual({ action: 'stop', at: '2026-11-25T08:00:00.000Z', status: 'missed' });
  expect(schedule.nextAt).toBe('2026-11-26T08:00:00.000Z');
  expect((await jobsOf(lab)).map(({ job }) => job.status)).toEqual(['cancelled']);
  expect([stopsOf(lab).length, lab.jobs.ec2.instance(id).state]).toEqual([0, 'running']);
  expect(lab.store.counts).toMatchObject({ missed: 1 });
});

test('what a killed tick did start is not missed, however late the next one comes', async () => {
  const { lab } = await aStopOfEight();
  await killedTick(lab, 4, 'after');
  await lab.jobs.time.pass(20 * minute);

  await lab.tick();

  const { last } = await lab.schedules.get(owner, 'evening');
  expect(last).toMatchObject({ action: 'stop', status: 'succeeded' });
  expect([stopsOf(lab).length, lab.store.counts]).toEqual([1, { started: 1, missed: 0, refused: 0 }]);
});

test('giving up what came too late can be killed as well', async () => {
  for (let call = 0; ; call += 1) {
    const { lab } = await aStopOfEight();
    await killedTick(lab, 4, 'before');
    await lab.jobs.time.pass(20 * minute);
    if (!(await killedTick(lab, call, 'after'))) break;

    await lab.tick();

    const { last } = await lab.schedules.get(owner, 'evening');
    expect([call, last?.status]).toEqual([call, 'missed']);
    expect([call, stopsOf(lab).length, lab.store.counts.missed]).toEqual([call, 0, 1]);
  }
});
