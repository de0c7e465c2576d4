import type { JobAction } from '../../contract/actions';
import type { Caller } from '../domain/caller';
import type { Selection } from '../domain/selection';
import type { StopOptions } from '../instances/ec2';
import type { CreateRequest } from './create/plan';

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
