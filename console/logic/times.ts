import { type ReadCalendar, readCalendar } from '../../lambda/schedules/rules/definition';
import { type Due, firstUpcoming } from '../../lambda/schedules/rules/upcoming';
import { type ScheduleBody, scheduleActions } from '../api/schedule';

/** Reads the times of a schedule by the rules that the API fires it by, or says what is wrong with them. */
export function timesOf(schedule: ScheduleBody): ReadCalendar {
  return readCalendar({
    timeZone: schedule.time_zone ?? 'UTC',
    except: schedule.except ?? [],
    enabled: schedule.enabled ?? true,
    region: schedule.region ?? '',
    ...(schedule.until === undefined ? {} : { until: schedule.until }),
    ...Object.fromEntries(scheduleActions.flatMap((name) => (schedule[name] ? [[name, schedule[name]]] : []))),
  });
}

/** Lists the first things that a schedule does from a moment on; nothing where it cannot be read. */
export function nextTimes(schedule: ScheduleBody, from: number, count: number): readonly Due[] {
  const read = timesOf(schedule);
  return read.ok ? firstUpcoming(read.calendar, from, count) : [];
}

/** What is wrong with the times of a schedule, by its members. */
export function timeMistakes(schedule: ScheduleBody): Readonly<Record<string, string>> {
  const read = timesOf(schedule);
  if (read.ok) return {};
  return Object.fromEntries(
    read.errors.map(({ parameter, detail }) => [parameter, detail.replace(`${parameter}: `, '')]),
  );
}
