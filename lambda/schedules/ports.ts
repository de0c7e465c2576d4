import type { FiringResult } from '../../contract/schedules';
import type { Job } from '../jobs/model';
import type { Schedule } from './model';

/** What is written together with a schedule when something has become of a firing. */
export interface FiringWrite {
  /** New jobs. @default none */
  readonly jobs?: readonly Job[];
  /** Added to what is counted of firings. */
  readonly result: FiringResult;
  readonly count: number;
}

/** The records of schedules. Every read but `due` sees every write that came before it. */
export interface ScheduleStore {
  read(name: string): Promise<Schedule | undefined>;
  /** Reads the schedules that exist among the names, in any order. */
  readMany(names: readonly string[]): Promise<readonly Schedule[]>;
  /** Reads all schedules by name: there are few. */
  list(): Promise<readonly Schedule[]>;
  /**
   * Writes a new schedule.
   * @returns whether it was written, or why not
   */
  create(schedule: Schedule): Promise<'created' | 'exists' | 'full'>;
  /**
   * Writes a schedule over the one that was read, and with it what became of a firing: all or nothing.
   * @returns whether it was written: not when somebody else has written since, or one of the jobs is there already
   */
  replace(before: Schedule, after: Schedule, firing?: FiringWrite): Promise<boolean>;
  /**
   * Removes a schedule.
   * @returns whether it was removed: not when somebody else has written since
   */
  remove(schedule: Schedule): Promise<boolean>;
  /** Lists the names of schedules that are due by an instant, those that have waited longest first. */
  due(by: string): Promise<readonly string[]>;
}
