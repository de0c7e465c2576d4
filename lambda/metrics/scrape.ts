import { defined } from '../../contract/defined';
import type { ScrapeSource } from '../../contract/metrics';
import type { ScheduleState } from '../../contract/schedules';
import { type InstanceState, type JobStatus, shownStates } from '../../contract/states';
import { type Caller, sees } from '../domain/caller';
import type { Deadline } from '../domain/deadline';
import { within } from '../http/time';
import type { Ec2 } from '../instances/ec2';

/** Counters that belong together and are changed together; every value only grows. */
export interface CounterRow {
  readonly key: string;
  /** Integers by name. */
  readonly values: Readonly<Record<string, number>>;
}

/** What became of a write: whether `unknown` was carried out, nobody can tell, so it must not be repeated. */
export type WriteResult =
  | { readonly kind: 'written' }
  | { readonly kind: 'not_written'; readonly cause: unknown }
  | { readonly kind: 'unknown'; readonly cause: unknown };

/** Where counters are kept for all instances of the function together. */
export interface CounterTable {
  /** Adds the values to those of the row: all or none. Never throws. */
  add(row: CounterRow): Promise<WriteResult>;
  /** Reads every row as of now: never less than an earlier read gave. */
  read(deadline?: Deadline): Promise<readonly CounterRow[]>;
}

/** Counts the jobs on record by status. */
export type CountJobs = (deadline?: Deadline) => Promise<Readonly<Partial<Record<JobStatus, number>>>>;

/** Counts the schedules by state. */
export type CountSchedules = (deadline?: Deadline) => Promise<Readonly<Record<ScheduleState, number>>>;

export interface MetricsSources {
  /** Absent when request metrics are off. */
  readonly counters?: () => Promise<readonly CounterRow[]>;
  readonly ec2: Pick<Ec2, 'find'>;
  readonly jobs: CountJobs;
  /** Absent where there are no schedules. */
  readonly schedules?: CountSchedules;
}

/** What a scrape has read. A source that failed, or could not be read to its end, is absent: no number is better than a wrong one. */
export interface Snapshot {
  readonly requests?: readonly CounterRow[];
  readonly instances?: ReadonlyMap<InstanceState, number>;
  readonly jobs?: Readonly<Partial<Record<JobStatus, number>>>;
  readonly schedules?: Readonly<Record<ScheduleState, number>>;
  /** Why sources are absent. */
  readonly failures: Readonly<Partial<Record<ScrapeSource, unknown>>>;
}

/** Pages of 1,000 instances that a scrape reads at most. */
const instancePages = 20;
/** Milliseconds after which a scrape starts no further page; Prometheus itself waits for 10 s by default. */
const pagingTime = 5_000;
/** Milliseconds after which a source is given up: the others must still reach Prometheus in time. */
const patience = 8_000;

/**
 * Reads everything that `/metrics` shows, EC2 and the table side by side; the failure of one source leaves the others.
 * @param caller - instances that it does not see are not counted
 * @param now - monotonic milliseconds
 */
export async function readMetrics(sources: MetricsSources, caller: Caller, now: () => number): Promise<Snapshot> {
  const few = [sources.counters?.(), sources.schedules?.()] as const;
  // Jobs are many: an emulator that does one thing at a time must not read them before what is few.
  const many = Promise.allSettled(few).then(() => sources.jobs());
  const [requests, instances, jobs, schedules] = await Promise.allSettled([
    inTime(few[0]),
    within(patience, countInstances(sources.ec2, caller, now)),
    within(patience, many),
    inTime(few[1]),
  ]);
  return {
    ...(requests.status === 'fulfilled' && requests.value !== undefined ? { requests: requests.value } : {}),
    ...(instances.status === 'fulfilled' ? { instances: instances.value } : {}),
    ...(jobs.status === 'fulfilled' ? { jobs: jobs.value } : {}),
    ...(schedules.status === 'fulfilled' && schedules.value !== undefined ? { schedules: schedules.value } : {}),
    failures: {
      ...(requests.status === 'rejected' ? { requests: requests.reason } : {}),
      ...(instances.status === 'rejected' ? { instances: instances.reason } : {}),
      ...(jobs.status === 'rejected' ? { jobs: jobs.reason } : {}),
      ...(schedules.status === 'rejected' ? { schedules: schedules.reason } : {}),
    },
  };
}

async function inTime<T>(source: Promise<T> | undefined): Promise<T | undefined> {
  return source === undefined ? undefined : within(patience, source);
}

async function countInstances(
  ec2: MetricsSources['ec2'],
  caller: Caller,
  now: () => number,
): Promise<ReadonlyMap<InstanceState, number>> {
  const counts = new Map<InstanceState, number>(shownStates.map((state) => [state, 0]));
  const deadline = now() + pagingTime;
  let token: string | undefined;
  for (let page = 1; ; page += 1) {
    const found = await ec2.find({ pageSize: 1000, ...defined({ token }) });
    for (const instance of found.instances) {
      if (sees(caller, instance)) counts.set(instance.state, (counts.get(instance.state) ?? 0) + 1);
    }
    token = found.token;
    if (token === undefined) return counts;
    if (page === instancePages || now() > deadline) throw new Error('there are more instances than a scrape can count');
  }
}
