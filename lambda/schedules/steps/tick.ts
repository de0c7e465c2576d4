import type { ScheduleTickResult } from '../../../contract/schedules';
import type { TickDependencies } from './dependencies';
import { lookAfter } from './look-after';

/** Schedules that are looked after at a time. */
const atOnce = 10;
/** Milliseconds that a schedule may take: nothing is begun with less time left. */
const reserve = 8_000;

/**
 * Carries out every schedule that is due, those that have waited longest first. Schedules for which the function has no
 * time left stay due, and are first in the next tick. A schedule that fails delays no other.
 * @param remaining - milliseconds that the function has left
 */
export async function tick(deps: TickDependencies, remaining: () => number): Promise<ScheduleTickResult> {
  const names = await deps.store.due(new Date(deps.now()).toISOString());
  let done = 0;
  const goesOn = () => remaining() > reserve;
  for (let i = 0; i < names.length && goesOn(); i += atOnce) {
    const batch = names.slice(i, i + atOnce);
    const schedules = await deps.store.readMany(batch);
    await Promise.all(
      schedules.map((schedule) =>
        lookAfter(deps, schedule, goesOn).catch((error: unknown) => deps.onFault(schedule.name, error)),
      ),
    );
    done += batch.length;
  }
  return { due: names.length, done };
}
