import type { JobAction } from '../../contract/actions';
import type { JobStatus } from '../../contract/states';
import type { Caller } from '../domain/caller';
import type { Selection } from '../domain/instance';
import type { Outcome } from '../domain/outcome';
import type { StopOptions } from '../instances/ec2';
import type { CreateRequest } from './create/plan';
import type { Job, JobEntry, JobHead } from './model';
import type { ExecutionState } from './rules/end';
import type { PendingStop } from './rules/pending-stops';

/** What of a job's record can change. */
export type JobChanges = Partial<
  Pick<Job, 'status' | 'phase' | 'work' | 'total' | 'finishedAt' | 'stopAt' | 'summary' | 'error' | 'run' | 'ready'>
>;

export interface JobQuery {
  /** The name of the caller whose jobs to list; absent: everybody's. */
  readonly caller?: string;
  readonly statuses?: readonly JobStatus[];
  readonly pageSize: number;
  /** The position that the page before gave. */
  readonly after?: string;
}

export interface JobPage {
  readonly jobs: readonly JobHead[];
  /** Where the next page begins; absent on the last. */
  readonly after?: string;
}

/** The records of jobs. Every read sees every write that came before it, but for the order of a list. */
export interface JobStore {
  /**
   * Writes a job, unless there is one with its id already.
   * @returns the one that was there before
   */
  create(job: Job): Promise<Job | undefined>;
  read(jobId: string): Promise<JobHead | undefined>;
  /** Reads one chunk of a job's instances; empty when there is none. */
  readChunk(jobId: string, chunk: number): Promise<readonly JobEntry[]>;
  /** Reads every chunk from `first` on, below `end`. */
  readChunks(jobId: string, first: number, end: number): Promise<readonly (readonly JobEntry[])[]>;
  /** Writes chunks over whatever was there; a job that has ended may still learn what became of an instance. */
  saveChunks(jobId: string, chunks: readonly ChunkWrite[]): Promise<void>;
  /**
   * Changes a job's record, unless the job has ended.
   * @returns whether it was changed
   */
  update(jobId: string, changes: JobChanges): Promise<boolean>;
  /** Writes down the status code of the first answer to the job's request, whether the job has ended or not. */
  recordAnswer(jobId: string, status: number): Promise<void>;
  /** Picks the jobs that have not ended. */
  openAmong(jobIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Lists one page of jobs, newest first. */
  list(query: JobQuery): Promise<JobPage>;
}

export interface ChunkWrite {
  readonly chunk: number;
  readonly entries: readonly JobEntry[];
}

/** Reads which instances are to be stopped again, in one query; without ids, of the whole region. */
export type StopsToCome = (
  region: string,
  instanceIds?: readonly string[],
) => Promise<ReadonlyMap<string, PendingStop>>;

/** The promises of jobs to stop instances. Each job writes and removes its own. */
export interface PendingStops {
  /** Writes promises, over what the same jobs have promised for the same instances before. */
  write(region: string, stops: readonly PendingStop[]): Promise<void>;
  /** Removes promises, if they are there. */
  remove(region: string, stops: readonly Pick<PendingStop, 'instanceId' | 'jobId'>[]): Promise<void>;
  /**
   * Reads the promises of all jobs, those that have ended and could not remove them included.
   * @param instanceIds - the instances; absent: every instance of the region
   */
  read(region: string, instanceIds?: readonly string[]): Promise<readonly PendingStop[]>;
}

/** One of the executions of a job: a job that is woken early, or sleeps for very long, has several in turn. */
export type JobRun = Pick<Job, 'jobId' | 'run'>;

/** The state machine that runs jobs; the name of an execution is made of the job's id. */
export interface JobMachine {
  /** Starts an execution; one that was started before is left alone. */
  start(run: JobRun): Promise<void>;
  /** Ends an execution; one that has ended or does not exist is left alone. */
  stop(run: JobRun): Promise<void>;
  state(run: JobRun): Promise<ExecutionState>;
}

/** Time, which tests hurry along. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Who is told of what jobs do: the audit trail, the log, metrics. Never throws. */
export interface JobEvents {
  /** Called before EC2 is asked to change these instances; with none for a launch. */
  intended(job: Job, instanceIds: readonly string[]): void;
  /** Called with the results of a step's changes and refusals, at most a chunk's. */
  outcomes(job: Job, results: readonly Outcome[]): void;
  /**
   * Called, and awaited, when the job has ended, with its results; at most once, and not when the function dies in
   * between.
   */
  ended(job: Job, results: readonly Outcome[]): Promise<void> | void;
}

/** Which instances a job is about. */
export type JobTarget =
  | Selection
  | {
      readonly kind: 'address';
      readonly address: string;
      /** Finds the instance now; not asked when the job is there already, its instance perhaps no longer. */
      readonly resolve: () => Promise<Selection>;
    };

interface Common {
  readonly caller: Pick<Caller, 'name' | 'tags'>;
  readonly region: string;
  readonly requestId: string;
  readonly sourceIp?: string;
  readonly idempotencyKey?: string;
  readonly stopAfterSeconds?: number;
}

/** A request for a change by a job. */
export interface ChangeJobRequest extends Common {
  readonly action: Exclude<JobAction, 'create'>;
  readonly target: JobTarget;
  readonly options: StopOptions;
  /** Instances that the request may be about: 5,000 where nobody waits for the answer, else 100. */
  readonly limit: number;
}

/** A request for a new instance by a job. */
export interface CreateJobRequest extends Common {
  readonly action: 'create';
  readonly create: CreateRequest;
}

export type JobRequest = ChangeJobRequest | CreateJobRequest;
