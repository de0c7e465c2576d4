import type { Operation } from '../../contract/operations';
import type { Parameters } from '../../contract/parameters';
import type { Config } from '../config';
import type { Caller } from '../domain/caller';
import type { Deadline } from '../domain/deadline';
import type { Rules } from '../domain/guards';
import type { Instance } from '../domain/instance';
import type { Outcome } from '../domain/outcome';
import type { CallerCredentials, Ec2Of } from '../instances/ec2';
import type { StopsToCome } from '../jobs/ports';
import type { Jobs } from '../jobs/service/service';
import type { Schedules } from '../schedules/service/service';
import type { Answer, JsonAnswer } from './response';

/** Gives a handler everything that it needs for one request. */
export interface RequestContext {
  readonly requestId: string;
  readonly sourceIp: string;
  /** The path as it was asked for, below the base URL. */
  readonly path: string;
  /** The resource that it matched, e.g. `/start/{instance_id}`. */
  readonly resource: string;
  /** What the client takes, as its `accept` header says; empty where there is none. */
  readonly accept: string;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly parameters: Parameters;
  /** The region asked for, allowed. */
  readonly region: string;
  /** Credentials that came with the request, allowed. */
  readonly credentials?: CallerCredentials;
  readonly config: Config;
  readonly rules: Rules;
  readonly ec2Of: Ec2Of;
  /** Reads which instances are to be stopped again. */
  readonly stopsToCome: StopsToCome;
  /**
   * Resolves when the process's first call to EC2 is on its way. What must be loaded for a call beside it is loaded then: not
   * before, or EC2 would be asked later.
   */
  readonly ec2Asked: Promise<void>;
  /** Loads jobs when first asked for. */
  readonly jobs: () => Promise<Jobs>;
  /** Loads schedules when first asked for. */
  readonly schedules: () => Promise<Schedules>;
  /** No call outside lasts beyond it; then there is just the time to answer. */
  readonly deadline: Deadline;
  /** Tells the audit trail which instances EC2 is about to be asked to change. */
  readonly intend: (instances: readonly Instance[]) => void;
  /** Hands the outcomes of a change to the audit trail. */
  readonly audit: (outcomes: readonly Outcome[], dryRun: boolean) => void;
}

/** Carries out one operation and answers; throws a `Problem` to refuse. */
export type Handler = (context: RequestContext) => Promise<Answer>;

/** Answers with JSON of one kind, or of a few. */
export type JsonHandler<Body> = (context: RequestContext) => Promise<JsonAnswer<Body>>;
