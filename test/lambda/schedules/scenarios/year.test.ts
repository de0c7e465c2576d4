import type { Definition } from '../../../../lambda/schedules/model';
import { zones } from '../../../support/schedules/expressions';
import { createScheduleLab } from '../../../support/schedules/lab';
import { askOracle } from '../../../support/schedules/oracle';

const minute = 60_000;
const start = Date.UTC(2028, 0, 1);
const end = Date.UTC(2029, 0, 1);

/** Five fields, and a year that is any. */
const expressions = {
  morning: '0 8 * * mon-fri',
  night: '30 2 * * *',
  odd: '15 */2 29,L feb,mar sun#2,0L',
} as const;

const written = zones.flatMap((zone) =>
  Object.entries(expressions).map(([kind, text]) => ({
    name: `${kind}-${zone.toLowerCase().replace(/[^a-z]/g, '-')}`,
    text,
    zone,
  })),
);

/**
 * Ticks every minute of a leap year, as the rule does: some seconds after the minute, now late, now twice at once, now not at
 * all.
 * @returns the times at which each schedule's job was written down, and how many minutes after them
 */
async function aYearOfTicks() {
  const lab = await createScheduleLab(new Date(start).toISOString());
  for (const { name, text, zone } of written) {
    const definition: Partial<Definition> = { instanceIds: ['i-0123456789abcdef0'], start: text, timeZone: zone };
    await lab.put(name, definition);
  }
  const begun: string[] = [];
  let now = start;
  const tick = () =>
    lab.tick({
      now: () => now,
      jobs: { ...lab.jobs.parts, machine: { ...lab.jobs.machine, start: async ({ jobId }) => void begun.push(jobId) } },
    });
  for (let count = 0; now < end + 10 * minute; count += 1) {
    now = start + count * minute + ((count * 7919) % 55_000);
    // A function that is throttled, or an emulator that is away, for some minutes of every day.
    if (count % 1440 < 5) continue;
    await (count % 100 === 0 ? Promise.all([tick(), tick()]) : tick());
  }
  return { lab, begun };
}

test('in a year of ticks each firing of the oracle is one job, in every zone, and nothing drifts', async () => {
  const { lab, begun } = await aYearOfTicks();

  const expected = askOracle(
    written.map(({ text, zone }) => ({
      fields: [...text.split(' '), '*'],
      dialect: 'unix' as const,
      zone,
      from: start / minute + 1,
      to: end / minute,
    })),
  );
  const fired = written.map(({ name }) =>
    lab.firings.filter(({ schedule, at }) => schedule.name === name && Date.parse(at) < end),
  );
  expect(fired.map((firings) => firings.map(({ at }) => Date.parse(at) / minute))).toEqual(expected);
  expect(new Set(lab.firings.map(({ result }) => result))).toEqual(new Set(['started']));
  const ids = lab.firings.map(({ jobId }) => jobId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(begun)).toEqual(new Set(ids));
  expect(lab.faults).toEqual([]);
}, 120_000);
