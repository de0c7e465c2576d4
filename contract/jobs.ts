/**
 * What the job machine and the function agree on: the steps' names, the shapes that travel between them, and the names
 * in the table. `lib/` writes them into the stack, `lambda/` reads and answers them.
 */

/** The steps of a job, each one invocation of the function by the state machine. */
export const JobStep = {
  /**
   * Looks how the job stands and decides what comes next. The first one leads the selection to instances; with a single
   * chunk to act on it acts itself.
   */
  check: 'check',
  /** Acts on the instances of one chunk, side by side with others. */
  act: 'act',
  /** The catch-all: ends the job as failed. */
  fail: 'fail',
} as const;
export type JobStep = (typeof JobStep)[keyof typeof JobStep];

/** What the machine hands to the function. No state but names and numbers: everything else is in the table. */
export interface JobStepEvent {
  readonly job_step: JobStep;
  readonly job_id: string;
  /** Numbers of the chunks to act on; with `act` only. */
  readonly chunks?: readonly number[];
  /** How often in a row the machine has waited; with `check` only. */
  readonly round?: number;
}

/** Where the machine goes after a step. */
export const JobNext = {
  /** Act on `chunks`, then check. */
  act: 'act',
  /** Wait `wait` seconds, then check. */
  wait: 'wait',
  /** Wait until `until`, then check. */
  sleep: 'sleep',
  /** The job has ended well, or was cancelled. */
  done: 'done',
  /** The job has failed: so does its execution, for alarms that watch executions. */
  failed: 'failed',
} as const;
export type JobNext = (typeof JobNext)[keyof typeof JobNext];

/** What a step answers, and the machine's whole state. Every member is always there, because a path to none is an error. */
export interface JobStepResult {
  readonly job_id: string;
  readonly next: JobNext;
  /** Numbers of the chunks to act on, at most 100, in batches: each is one step, with at most `chunkSize` instances due. */
  readonly chunks: readonly (readonly number[])[];
  /** Seconds. */
  readonly wait: number;
  /** RFC 3339, UTC. */
  readonly until: string;
  readonly round: number;
}

/**
 * The name of the error that a step ends with when a service that it works with is not there for the moment. The machine
 * repeats such a step for longer than any other that fails.
 */
export const passingFailure = 'PassingFailure';

/** Instances in one chunk: one Describe, one changing EC2 call and one item of the table. */
export const chunkSize = 50;

/** Checks whether the job machine sent the event. */
export function isJobStep(event: unknown): event is JobStepEvent {
  if (typeof event !== 'object' || event === null) return false;
  const { job_step: step, job_id: id } = event as Partial<Record<keyof JobStepEvent, unknown>>;
  return typeof id === 'string' && Object.values<unknown>(JobStep).includes(step);
}

/** Names of the table's attributes and indexes that the stack declares. */
export const JobTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; DynamoDB deletes the item some time after it. */
  expiresAt: 'expires_at',
  /** All jobs, newest first, in the one partition `everyone`. */
  byTime: { name: 'by_time', partitionKey: 'list', sortKey: 'listed_at', everyone: 'jobs' },
  /** The jobs of one caller, newest first. */
  byCaller: { name: 'by_caller', partitionKey: 'caller', sortKey: 'listed_at' },
  /** Attributes that both indexes hold besides the keys. */
  projected: ['status'],
} as const;

/** Days for which a job can be read after it was asked for. */
export const jobRetentionDays = 90;

/** Tags that `create` puts on an instance beside the creator and the guard tag. */
export const JobTag = {
  /** The id of the job that launched it. */
  job: 'ec2-control:job',
  /** The caller who asked for it. */
  requestedBy: 'ec2-control:requested-by',
} as const;

/** The public SSM parameters that name the newest Amazon Linux 2023 image end with the architecture. */
export const newestImageParameter = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-';
