import type { Schedule, ScheduleBody } from '../api/schedule';
import { readTags } from './launch';

/** What the form of a schedule holds, as it was typed. */
export interface ScheduleForm {
  readonly name: string;
  readonly description: string;
  readonly tags: string;
  readonly instance_id: string;
  readonly time_zone: string;
  readonly start: string;
  readonly stop: string;
  readonly reboot: string;
  readonly except: string;
  readonly until: string;
}

/** Office hours, in the reader's own time zone. */
export function newSchedule(zone: string): ScheduleForm {
  return {
    name: '',
    description: '',
    tags: 'Environment=dev',
    instance_id: '',
    time_zone: zone,
    start: '0 8 * * mon-fri',
    stop: '0 19 * * mon-fri',
    reboot: '',
    except: '',
    until: '',
  };
}

/** The form of a schedule that there is. */
export function formOf({ name, tags, instance_id, except = [], ...rest }: Schedule): ScheduleForm {
  return {
    name,
    description: rest.description ?? '',
    tags: Object.entries(tags ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(', '),
    instance_id: [instance_id ?? []].flat().join(', '),
    time_zone: rest.time_zone ?? 'UTC',
    start: rest.start ?? '',
    stop: rest.stop ?? '',
    reboot: rest.reboot ?? '',
    except: except.join(', '),
    until: rest.until ?? '',
  };
}

/** The body of the `PUT`; what was left empty is left out. */
export function scheduleBody(form: ScheduleForm, enabled: boolean, region: string | undefined): ScheduleBody {
  const { name: _, tags, instance_id, except, ...texts } = form;
  const ids = listed(instance_id);
  const read = readTags(tags) ?? {};
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value.trim() !== '')),
    ...(ids.length === 0 ? {} : { instance_id: ids }),
    ...(Object.keys(read).length === 0 ? {} : { tags: read }),
    ...(listed(except).length === 0 ? {} : { except: listed(except) }),
    ...(region === undefined ? {} : { region }),
    enabled,
  };
}

/** The body of a `PUT` that changes nothing but whether the schedule is enabled. */
export function bodyOf(schedule: Schedule, enabled: boolean): ScheduleBody {
  return scheduleBody(formOf(schedule), enabled, schedule.region);
}

function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
