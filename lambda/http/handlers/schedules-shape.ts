import { defined } from '../../../contract/defined';
import type { ResponseBody } from '../../../contract/responses';
import { ScheduleState } from '../../../contract/schedules';
import { stateOf } from '../../schedules/model';
import type { Due } from '../../schedules/rules/upcoming';
import type { LastView, ScheduleView } from '../../schedules/service/read';

/** Shapes a schedule as section 10 of the contract. */
export function scheduleShape({ schedule, next, last }: ScheduleView): ResponseBody<'ListedSchedule'> {
  const { name, definition, owner, createdAt, updatedAt } = schedule;
  const { instanceIds, timeZone, tags, except, enabled, region, ...others } = definition;
  return {
    name,
    ...defined({ instance_id: instanceIds, tags }),
    ...others,
    time_zone: timeZone,
    except,
    enabled,
    region,
    next: next.map(dueShape),
    ...defined({ last: last && firingShape(last) }),
    owner: owner.name,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function firingShape({ action, at, jobId, status, code }: LastView): ResponseBody<'LastFiring'> {
  return { action, at, ...defined({ job_id: jobId }), status, ...defined({ code }) };
}

/** Shapes one upcoming time. */
export function dueShape({ action, at }: Due): ResponseBody<'ScheduledTime'> {
  return { action, at: new Date(at).toISOString() };
}

/**
 * Says what comes next, such as `Created schedule office-hours: next stop at 2026-11-25T18:00:00.000Z`.
 * @param verb - the words before the schedule's name
 */
export function scheduleMessage({ schedule, next: [first] }: ScheduleView, verb = 'Schedule'): string {
  const about = `${verb} ${schedule.name}`;
  switch (stateOf(schedule)) {
    case ScheduleState.disabled:
      return `${about}: disabled`;
    case ScheduleState.ended:
      return `${about}: no time left`;
    case ScheduleState.enabled:
      return first === undefined ? about : `${about}: next ${first.action} at ${new Date(first.at).toISOString()}`;
  }
}
