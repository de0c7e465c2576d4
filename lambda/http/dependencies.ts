import type { Operation } from '../../contract/operations';
import type { Route } from '../../contract/routes';
import type { Config } from '../config';
import type { Caller } from '../domain/caller';
import type { Deadline } from '../domain/deadline';
import type { Rules } from '../domain/guards';
import type { Outcome } from '../domain/outcome';
import type { Ec2Of } from '../instances/ec2';
import type { StopsToCome } from '../jobs/ports';
import type { Jobs } from '../jobs/service/service';
import type { Schedules } from '../schedules/service/service';
import type { AuditRecord, Intent } from './audit-record';
import type { Handler } from './context';
import type { ApiRequest } from './request';

/** Describes a request that has been answered. */
export interface CompletedRequest {
  readonly request: ApiRequest;
  /** Absent when no row of the route table was found. */
  readonly route?: Route;
  readonly operation?: Operation;
  readonly caller?: Caller;
  readonly status: number;
  /** Milliseconds since the request arrived in the function. */
  readonly milliseconds: number;
  /** What went wrong: a `Problem`, or a fault of this API. */
  readonly error?: unknown;
  /** Calls to EC2, each attempt at one counted. */
  readonly ec2Calls: number;
  /** What became of the instances that the request changed, or tried to; a dry run has none. */
  readonly outcomes?: readonly Outcome[];
}

export interface AppDependencies {
  readonly config: Config;
  readonly rules: Rules;
  /** Makes the ports of one request; no call lasts beyond its deadline. */
  readonly outside: (deadline: Deadline) => Outside;
  readonly handlers: Readonly<Record<Operation, Handler>>;
  /** Identifies the caller; throws `unauthenticated`, or `action_not_allowed` for a principal that is no caller. */
  readonly authenticate: (request: ApiRequest) => Caller | Promise<Caller>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Called before EC2 is asked to change instances. */
  readonly onIntent: (intent: Intent) => void;
  /** Called for each attempt to change something, refused ones too, before the answer leaves. */
  readonly onChange: (record: AuditRecord) => void;
  /** Called, and awaited, for each request when its answer is ready; never throws. */
  readonly onCompleted: (completed: CompletedRequest) => Promise<void> | void;
}

/** Holds the ports of one request. */
export interface Outside {
  readonly ec2Of: Ec2Of;
  readonly stopsToCome: StopsToCome;
  /** Resolves when the process's first call to EC2 is on its way. */
  readonly ec2Asked: Promise<void>;
  /** Loads jobs, which only some requests need. */
  readonly jobs: () => Promise<Jobs>;
  /** Loads schedules, which few requests need. */
  readonly schedules: () => Promise<Schedules>;
  /** Counts the calls to EC2 so far, each attempt at one. */
  readonly ec2Calls: () => number;
}
