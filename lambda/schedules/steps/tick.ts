import type { ScheduleTickResult } from '../../../contract/schedules';
import type { TickDependencies } from './dependencies';
import { lookAfter } from './look-after';

/** Schedules that are looked after at a time. */
const atOnce = 10;
/** Milliseconds that a schedule may take: nothing is begun with less time left. */
const reserve = 8_000;

/**
 * Looks after every schedule that is due, those that have waited longest first. What does not fit into the function's time is
 * still due, and first, in the next tick. A schedule that fails keeps no other from its turn.
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
