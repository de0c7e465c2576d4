import type { ChangeAction } from '../../contract/actions';
import type { JobStatus } from '../../contract/states';

/** What a schedule is made of: the body of `PUT /schedules/{name}`. */
export interface ScheduleBody {
  readonly instance_id?: readonly string[] | string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly start?: string;
  readonly stop?: string;
  readonly reboot?: string;
  readonly time_zone?: string;
  readonly except?: readonly string[];
  readonly enabled?: boolean;
  readonly until?: string;
  readonly region?: string;
  readonly description?: string;
}

/** A schedule as the API answers it (API contract, section 10). */
export interface Schedule extends ScheduleBody {
  readonly name: string;
  readonly next?: readonly { readonly action: ChangeAction; readonly at: string }[];
  readonly last?: {
    readonly action: ChangeAction;
    readonly at: string;
    readonly job_id?: string;
    readonly status: JobStatus | 'missed' | 'refused';
    readonly code?: string;
  };
  readonly owner?: string;
}

/** The actions that a schedule can name, in the order in which they are shown. */
export const scheduleActions = ['start', 'stop', 'reboot'] as const;
export type ScheduleAction = (typeof scheduleActions)[number];
