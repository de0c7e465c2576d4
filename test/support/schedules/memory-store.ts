import { type FiringResult, mostSchedules } from '../../../contract/schedules';
import type { JobStore } from '../../../lambda/jobs/ports';
import type { Schedule } from '../../../lambda/schedules/model';
import type { ScheduleStore } from '../../../lambda/schedules/ports';

/** Records of schedules in memory: the twin of the adapter in `lambda/schedules/store`. */
export interface MemorySchedules extends ScheduleStore {
  /** Queries for what is due, so far. */
  readonly dueQueries: () => number;
  /** Firings, as they are counted with what they write. */
  readonly counts: Readonly<Record<FiringResult, number>>;
}

/** @param jobs - where the jobs of firings are written */
export function memorySchedules(jobs: Pick<JobStore, 'create' | 'read'>): MemorySchedules {
  const schedules = new Map<string, Schedule>();
  let queries = 0;
  const counts = { started: 0, missed: 0, refused: 0 };
  /** What comes out is never the object that went in, as with a real table. */
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const isUnchanged = ({ name, revision, version }: Schedule): boolean => {
    const stored = schedules.get(name);
    return stored?.revision === revision && stored.version === version;
  };
  return {
    counts,
    dueQueries: () => queries,
    read: async (name) => {
      await turn();
      return copy(schedules.get(name) ?? null) ?? undefined;
    },
    readMany: async (names) => {
      await turn();
      return names.flatMap((name) => copy(schedules.get(name) ?? []));
    },
    list: async () => {
      await turn();
      return [...schedules.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(copy);
    },
    create: async (schedule) => {
      await turn();
      if (schedules.has(schedule.name)) return 'exists';
      if (schedules.size >= mostSchedules) return 'full';
      schedules.set(schedule.name, copy(schedule));
      return 'created';
    },
    replace: async (before, after, firing) => {
      await turn();
      const { jobs: begun = [] } = firing ?? {};
      for (const { jobId } of begun) if ((await jobs.read(jobId)) !== undefined) return false;
      if (!isUnchanged(before)) return false;
      schedules.set(after.name, copy(after));
      for (const job of begun) await jobs.create(job);
      if (firing !== undefined) counts[firing.result] += firing.count;
      return true;
    },
    remove: async (schedule) => {
      await turn();
      return isUnchanged(schedule) && schedules.delete(schedule.name);
    },
    due: async (by) => {
      await turn();
      queries += 1;
      return [...schedules.values()]
        .map((schedule) => ({ name: schedule.name, at: dueAt(schedule) }))
        .flatMap(({ name, at }) => (at !== undefined && at <= by ? [`${at}#${name}`] : []))
        .sort()
        .map((key) => key.slice(key.indexOf('#') + 1));
    },
  };
}

function dueAt({ starting, last, nextAt }: Schedule): string | undefined {
  return starting.length > 0 ? (last?.at ?? nextAt) : nextAt;
}

/** Lets others have their turn, as every call over a network does. */
function turn(): Promise<void> {
  return new Promise(setImmediate);
}
