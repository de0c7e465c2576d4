import * as fc from 'fast-check';
import { createScheduleLab, owner } from '../../../support/schedules/lab';

const minute = 60_000;
const at8 = { instanceIds: ['i-0123456789abcdef0'], start: '0 8 * * *' };

/** A lab whose ticks and requests go by a clock that a test sets as it likes. */
async function labWithClock(time: string) {
  const lab = await createScheduleLab(time);
  const set = (to: string | number) =>
    lab.jobs.ec2.clock.advance((typeof to === 'number' ? to : Date.parse(to)) - lab.jobs.time.now());
  return { lab, set };
}

test('a clock that is put back by minutes, hours or days makes nothing fire twice', async () => {
  const { lab, set } = await labWithClock('2026-11-25T07:59:30Z');
  await lab.put('morning', at8);

  for (const time of ['08:00:20', '07:59:50', '08:00:10', '05:00:00', '08:00:00', '08:01:00']) {
    set(`2026-11-25T${time}Z`);
    await lab.tick();
  }
  set('2026-11-23T08:00:30Z');
  await lab.tick();

  expect(lab.firings.map(({ at, result }) => [at, result])).toEqual([['2026-11-25T08:00:00.000Z', 'started']]);
});

test('nor does a schedule that is replaced while the clock is back', async () => {
  const { lab, set } = await labWithClock('2026-11-25T07:59:30Z');
  await lab.put('morning', at8);
  set('2026-11-25T08:00:20Z');
  await lab.tick();

  set('2026-11-25T07:59:58Z');
  const again = await lab.put('morning', { ...at8, description: 'the same times' });
  set('2026-11-25T08:00:30Z');
  await lab.tick();

  expect(again.nextAt).toBe('2026-11-26T08:00:00.000Z');
  expect(lab.firings).toHaveLength(1);
});

test('a clock that runs ahead says what it has missed, and the same body puts the schedule right', async () => {
  const { lab, set } = await labWithClock('2026-11-25T07:30:00Z');
  await lab.put('morning', at8);
  set('2026-11-25T08:30:00Z');
  await lab.tick();
  set('2026-11-25T07:31:00Z');

  const before = await lab.schedules.get(owner, 'morning');
  const { nextAt } = await lab.put('morning', at8);
  set('2026-11-25T08:00:30Z');
  await lab.tick();

  expect(before.last).toEqual({ action: 'start', at: '2026-11-25T08:00:00.000Z', status: 'missed' });
  expect([before.schedule.nextAt, nextAt]).toEqual(['2026-11-26T08:00:00.000Z', '2026-11-25T08:00:00.000Z']);
  expect(lab.firings.map(({ result }) => result)).toEqual(['missed', 'started']);
});

test('a schedule that a clock of another decade has fired goes on when it is sent again', async () => {
  const { lab, set } = await labWithClock('2036-11-25T07:59:30Z');
  await lab.put('morning', at8);
  set('2036-11-25T08:00:30Z');
  await lab.tick();

  set('2026-11-25T07:00:00Z');
  const { nextAt } = await lab.put('morning', at8);

  expect(nextAt).toBe('2026-11-25T08:00:00.000Z');
});

test('however the clock jumps, each time is decided at most once, and none that it ran past is left out', async () => {
  const jump = fc.integer({ min: -90 * minute, max: 90 * minute });
  await fc.assert(
    fc.asyncProperty(fc.array(jump, { minLength: 3, maxLength: 25 }), async (jumps) => {
      const begin = Date.parse('2026-11-25T06:00:00Z');
      const { lab, set } = await labWithClock(new Date(begin).toISOString());
      await lab.put('often', { ...at8, start: '*/20 * * * *' });
      let [now, latest] = [begin, begin];
      for (const by of jumps) {
        now += by;
        latest = Math.max(latest, now);
        set(now);
        await lab.tick();
      }

      const started = lab.firings.filter(({ result }) => result === 'started').map(({ at }) => at);
      const decided = lab.firings.reduce((sum, { count }) => sum + count, 0);
      expect(new Set(started).size).toBe(started.length);
      expect(decided).toBe(Math.floor((latest - begin) / (20 * minute)));
    }),
    { numRuns: 60 },
  );
});
