import type { Compute } from '../../contract/docker';
import type { ProblemCode } from '../../contract/problems';
import { ScheduleState } from '../../contract/schedules';
import type { ScheduleAction } from './rules/upcoming';

/** What a schedule says, as its `PUT` had it. */
export interface Definition {
  /** Ids, or tags that must all match; neither: the deployment's default instance. Resolved anew at each firing. */
  readonly instanceIds?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly start?: string;
  readonly stop?: string;
  readonly reboot?: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Dates, or ranges of dates, on which nothing is started or rebooted. */
  readonly except: readonly string[];
  readonly enabled: boolean;
  /** The last date, included. */
  readonly until?: string;
  readonly region: string;
  readonly description?: string;
}

/** Whose rights a schedule uses. The tags are those at the time of its last `PUT`: with others it does nothing. */
export interface Owner {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What became of the last firing that is not a job: too late, or not allowed any more. */
export type NotFired = 'missed' | 'refused';

/** The last firing. */
export interface LastFiring {
  readonly action: ScheduleAction;
  /** RFC 3339, UTC, as all times here. */
  readonly at: string;
  readonly jobId?: string;
  /** Absent where the job says it. */
  readonly status?: NotFired;
  /** Why it was refused. */
  readonly code?: ProblemCode;
}

/** The record of a schedule. */
export interface Schedule {
  readonly name: string;
  /** New with every change of what the schedule says: a firing is named by it. */
  readonly revision: string;
  /** Counts every write, so that of two at once one is found out. */
  readonly version: number;
  readonly definition: Definition;
  readonly owner: Owner;
  /** What it is about; absent: instances. One of the other kind does nothing. */
  readonly compute?: Compute;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The next firing that has not been decided yet; absent: there is none. */
  readonly nextAt?: string;
  readonly last?: LastFiring;
  /** Jobs that are written down and have to be started still: a firing is over when there are none. */
  readonly starting: readonly string[];
}

/** Determines the state of a schedule: one that is enabled and has no time left has ended. */
export function stateOf({ definition, nextAt }: Pick<Schedule, 'definition' | 'nextAt'>): ScheduleState {
  if (!definition.enabled) return ScheduleState.disabled;
  return nextAt === undefined ? ScheduleState.ended : ScheduleState.enabled;
}
