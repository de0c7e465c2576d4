import { signal } from '@preact/signals';
import { ask } from '../api/client';
import type { Schedule, ScheduleBody } from '../api/schedule';

/** The schedules that the caller sees. */
export const schedules = signal<readonly Schedule[] | undefined>(undefined);

/** Reads all of them. */
export async function loadSchedules(): Promise<void> {
  const found: Schedule[] = [];
  let token: string | undefined;
  do {
    const query = { next_token: token };
    const { body } = await ask<{ schedules: readonly Schedule[]; next_token?: string }>('GET', 'schedules', {
      query,
      poll: true,
    });
    found.push(...body.schedules);
    token = body.next_token;
  } while (token !== undefined);
  schedules.value = found;
}

/** Makes or replaces a schedule, or says what it would do. @throws ProblemError, Unreachable */
export async function putSchedule(name: string, schedule: ScheduleBody, dryRun: boolean): Promise<Schedule> {
  const body = dryRun ? { ...schedule, dry_run: true } : schedule;
  return (await ask<Schedule>('PUT', `schedules/${encodeURIComponent(name)}`, { body })).body;
}

/** Removes a schedule. @throws ProblemError, Unreachable */
export async function deleteSchedule(name: string): Promise<void> {
  await ask<Schedule>('DELETE', `schedules/${encodeURIComponent(name)}`);
}
