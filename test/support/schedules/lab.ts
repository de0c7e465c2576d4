import type { Caller } from '../../../lambda/domain/caller';
import type { Definition, Schedule } from '../../../lambda/schedules/model';
import type { ScheduleStore } from '../../../lambda/schedules/ports';
import { createSchedules, type Schedules } from '../../../lambda/schedules/service/service';
import type { Firing, TickDependencies } from '../../../lambda/schedules/steps/dependencies';
import { tick } from '../../../lambda/schedules/steps/tick';
import { ManualClock } from '../ec2/clock';
import { createJobLab, type JobLab } from '../jobs/lab';
import { type MemorySchedules, memorySchedules } from './memory-store';

/** Schedules and their jobs over a simulated EC2, in simulated time. */
export interface ScheduleLab {
  readonly jobs: JobLab;
  readonly schedules: Schedules;
  readonly store: MemorySchedules;
  /** Every firing that was decided. */
  readonly firings: readonly Firing[];
  /** What went wrong with a schedule in a tick. */
  readonly faults: readonly unknown[];
  /** The callers of the deployment, by name; a test changes them as it likes. */
  readonly callers: Map<string, Caller>;
  put(name: string, definition: Partial<Definition>, caller?: Caller): Promise<Schedule>;
  /** One tick; what it is given takes the place of what it works with. */
  tick(override?: Partial<TickDependencies>, remaining?: () => number): ReturnType<typeof tick>;
  /** Lets time pass to an instant, with a tick every minute. */
  until(time: string): Promise<void>;
}

export const owner: Caller = { name: 'ci', actions: ['schedules', 'start', 'stop', 'reboot', 'jobs'] };

/** @param time - when it begins, RFC 3339 */
export async function createScheduleLab(time: string): Promise<ScheduleLab> {
  const jobs = createJobLab({ ec2: { clock: new ManualClock(Date.parse(time)) } });
  const store = memorySchedules(jobs.store);
  const firings: Firing[] = [];
  const faults: unknown[] = [];
  const callers = new Map([[owner.name, owner]]);
  const schedules = createSchedules({ store, most: 100, clock: jobs.time, jobs: jobs.parts });
  const usual: TickDependencies = {
    store: store as ScheduleStore,
    jobs: jobs.parts,
    now: () => jobs.time.now(),
    callerNamed: async (name) => callers.get(name),
    allowedRegions: ['us-east-1'],
    onFiring: (firing) => void firings.push(firing),
    onFault: (_, error) => void faults.push(error),
  };
  const run = (override: Partial<TickDependencies> = {}, remaining = () => 29_000) =>
    tick({ ...usual, ...override }, remaining);
  return {
    jobs,
    schedules,
    store,
    firings,
    faults,
    callers,
    put: async (name, definition, caller = owner) => {
      const usually: Definition = { timeZone: 'UTC', except: [], enabled: true, region: 'us-east-1' };
      const { schedule } = await schedules.put({
        caller,
        name,
        definition: { ...usually, ...definition },
        dryRun: false,
      });
      return schedule;
    },
    tick: run,
    until: async (end) => {
      while (jobs.time.now() < Date.parse(end)) {
        await jobs.time.pass(60_000);
        await jobs.time.busy(run());
      }
    },
  };
}
