import type { JobAction } from '../../contract/actions';
import type { Compute } from '../../contract/docker';
import { chunkSize } from '../../contract/jobs';
import { syntax, whole } from '../../contract/patterns';
import type { InstanceState, JobStatus } from '../../contract/states';
import type { Caller } from '../domain/caller';
import type { Selection } from '../domain/instance';
import type { Outcome, OutcomeKind, Reason } from '../domain/outcome';
import type { LaunchSpec } from '../instances/launch-spec';

/** How far a job has come with one instance. */
export const Stage = {
  /** To be acted on in the next step. */
  todo: 'todo',
  /** EC2 is being asked; after a crash, perhaps has been. */
  asked: 'asked',
  /** In a state that must pass before the job can act, e.g. `stopping` before a start. */
  waiting: 'waiting',
  /** Refused for lack of capacity or by throttling; to be asked again at `due`. */
  retry: 'retry',
  /** Accepted by EC2, and watched until it is where it should be. */
  watching: 'watching',
  /** Nothing more will happen. */
  settled: 'settled',
} as const;
export type Stage = (typeof Stage)[keyof typeof Stage];

/** One instance of a job. */
export interface JobEntry {
  /** Empty while `create` has not launched it. */
  readonly instanceId: string;
  readonly stage: Stage;
  /** When the stage began, in milliseconds since 1970: deadlines count from it. */
  readonly stageEnteredAt: number;
  /** How things stand; absent before the first decision. */
  readonly result?: Outcome;
  /** The result of the start, once the stop of `stop_after` has begun. */
  readonly startResult?: Outcome;
  /** The job that the stop of `stop_after` is left to, for as long as that one lives. */
  readonly keptBy?: string;
  /** The instance as it was when EC2 was asked. */
  readonly stateBeforeCall?: { readonly state: InstanceState; readonly reason?: string };
  /** Has it been seen on its way since EC2 was asked? */
  readonly transitionSeen?: true;
  /** When it was first seen running without an address, while `create` still hopes for one. */
  readonly runningSince?: number;
  /** Retries used up. */
  readonly attempts?: number;
  /** Steps whose time was up before EC2 could be asked. */
  readonly postponed?: number;
  /** When the next retry is due, in milliseconds since 1970. */
  readonly due?: number;
}

/** What a job is at. */
export const Phase = {
  /** The change that was asked for. */
  change: 'change',
  /** The change is done, and the stop of `stop_after` is to come. */
  sleep: 'sleep',
  /** The stop of `stop_after`. */
  stop: 'stop',
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** What a job is to do. Nothing in it is secret: of a password only its crypt hash is ever here. */
export interface JobWork {
  /** Absent for `create`. The ids are dropped when the instances have entries of their own. */
  readonly selection?: Selection;
  readonly force?: boolean;
  readonly hibernate?: boolean;
  /** Present for `create` alone. */
  readonly launch?: LaunchSpec;
  readonly stopAfterSeconds?: number;
}

/** Who asked for a job, as far as its steps and the audit trail need to know. */
export interface Requester extends Pick<Caller, 'name' | 'tags'> {
  readonly requestId: string;
  readonly sourceIp?: string;
}

/** The record of a job: the truth about it, whatever has become of its execution. */
export interface Job {
  readonly jobId: string;
  readonly action: JobAction;
  readonly status: JobStatus;
  readonly phase: Phase;
  readonly region: string;
  /** What the job is about; absent: instances of EC2. */
  readonly compute?: Compute;
  readonly requester: Requester;
  /** Digest of the request, by which a reused idempotency key is found. */
  readonly fingerprint: string;
  readonly work: JobWork;
  /** The name of the schedule that it is a firing of. */
  readonly schedule?: string;
  /** The id of the job that must have ended before this one begins: of two firings in one minute the earlier one. */
  readonly after?: string;
  /** Instances; absent until the selection is resolved. */
  readonly total?: number;
  /** RFC 3339, UTC, as all times here. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt?: string;
  /** When the instances are stopped again. */
  readonly stopAt?: string;
  /** Set when a job ends by its results: did at least one instance reach its state? */
  readonly ready?: boolean;
  /** The status code of the first answer to the request; a request that repeats it under its key has the same. */
  readonly answered?: number;
  /** How often an execution of the job has been replaced by another; absent: never. */
  readonly run?: number;
  /** Outcomes of each kind; set when the job ends. */
  readonly summary?: Readonly<Record<OutcomeKind, number>>;
  /** Why the job failed or was cancelled without being asked. */
  readonly error?: JobError;
}

/** Why a job failed: the reason of its one instance, or of the first of several. */
export interface JobError extends Reason {
  readonly instanceId?: string;
}

/** A job and its first instances, up to a chunk of them. */
export interface JobHead {
  readonly job: Job;
  readonly entries: readonly JobEntry[];
}

/** Checks whether the job has ended. */
export function hasEnded({ status }: Pick<Job, 'status'>): boolean {
  return status !== 'pending' && status !== 'running';
}

/** Counts the chunks that hold the job's instances. */
export function chunkCount({ total = 0 }: Pick<Job, 'total'>): number {
  return Math.ceil(total / chunkSize);
}

/** Returns the action that the job carries out now: `stop` in its last phase, whatever it began with. */
export function actionNow({ action, phase }: Pick<Job, 'action' | 'phase'>): JobAction {
  return phase === Phase.stop ? 'stop' : action;
}

const uuid = whole(syntax.uuid, 'i');

/** Checks whether the text can be the id of a job. A UUID is accepted in capitals, too (RFC 9562, section 4). */
export function isJobId(text: string): boolean {
  return uuid.test(text);
}

/** Makes the sort key of a job in every list: jobs are listed by the time of their request. */
export function placeOf({ createdAt, jobId }: Pick<Job, 'createdAt' | 'jobId'>): string {
  return `${createdAt}#${jobId}`;
}
