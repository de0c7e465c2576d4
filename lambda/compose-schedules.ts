import { performance } from 'node:perf_hooks';
import type { CallerEntry } from '../contract/callers';
import { Auth } from '../contract/environment';
import { mostSchedules, type ScheduleTickResult } from '../contract/schedules';
import type { Ec2Scope } from './aws/ec2-session';
import type { ComposedJobs } from './compose-jobs';
import type { Config } from './config';
import { type Caller, callerOf } from './domain/caller';
import { deadlineIn, reserve } from './domain/deadline';
import { anonymous } from './http/authentication';
import type { Audit } from './logging/audit';
import type { Log } from './logging/log';
import { createSchedules, type Schedules } from './schedules/service/service';
import { tick } from './schedules/steps/tick';
import { scheduleStore } from './schedules/store/schedules';

export interface SchedulesOptions {
  readonly config: Config;
  readonly parts: ComposedJobs['parts'];
  readonly log: Log;
  readonly audit: Audit;
  /** Reads the callers file. */
  readonly callers: () => Promise<readonly CallerEntry[]>;
}

/** Schedules as HTTP asks for them, and what the clock asks for every minute. */
export interface ComposedSchedules {
  /** Gives one request its schedules. */
  readonly schedules: (scope: Required<Ec2Scope>) => Schedules;
  readonly tick: (remaining: () => number) => Promise<ScheduleTickResult>;
}

/** Makes schedules and their adapters. Loaded when they are first needed. */
export function composeSchedules(options: SchedulesOptions): ComposedSchedules {
  const { config, parts, log, audit } = options;
  const { instanceId, allowedRegions } = config;
  const callerNamed = callersByName(options);
  const common = {
    now: Date.now,
    callerNamed,
    allowedRegions,
    compute: config.compute,
    ...(instanceId === undefined ? {} : { defaultSelection: { kind: 'ids', ids: [instanceId] } as const }),
    onFiring: audit.firing,
    onFault: (schedule: string, error: unknown) =>
      log.error('fault', { schedule, error: error instanceof Error ? error.stack : 'not an error' }),
  };
  return {
    schedules: (scope) => {
      const jobs = parts(scope);
      return createSchedules({
        store: scheduleStore(jobs.table),
        most: mostSchedules,
        compute: config.compute,
        clock: jobs.clock,
        jobs,
      });
    },
    tick: async (remaining) => {
      const deadline = deadlineIn(remaining() - reserve.answer, () => performance.now());
      const jobs = parts({ deadline, onAttempt: () => {} });
      const deps = { ...common, store: scheduleStore(jobs.table), jobs };
      const result = await tick(deps, () => deadline.remaining());
      const { due, done } = result;
      if (done < due) log.warn('schedules', { detail: 'not all that were due fitted into the time', due, done });
      return result;
    },
  };
}

/** Knows callers by their names: whose key is used does not matter, for two keys of one name open the same. */
function callersByName({ config, callers }: SchedulesOptions): (name: string) => Promise<Caller | undefined> {
  if (config.auth === Auth.none) return async (name) => (name === anonymous.name ? anonymous : undefined);
  let reading: Promise<readonly CallerEntry[]> | undefined;
  return async (name) => {
    reading ??= callers();
    const entry = (await reading).find((candidate) => candidate.name === name);
    return entry === undefined ? undefined : callerOf(entry, 'schedule');
  };
}
