import type { Schedule } from '../model';
import type { FiringWrite, ScheduleStore } from '../ports';

/**
 * Writes a schedule over the one that was read.
 * @returns what was written, or undefined when somebody else has written since
 */
export async function written(
  store: ScheduleStore,
  before: Schedule,
  changes: Schedule,
  firing?: FiringWrite,
): Promise<Schedule | undefined> {
  const after = { ...changes, version: before.version + 1 };
  return (await store.replace(before, after, firing)) ? after : undefined;
}
