import type { Compute } from '../../../contract/docker';
import type { ProblemCode } from '../../../contract/problems';
import type { FiringResult } from '../../../contract/schedules';
import type { Caller } from '../../domain/caller';
import type { Selection } from '../../domain/instance';
import type { JobStore } from '../../jobs/ports';
import type { EndDependencies } from '../../jobs/service/end';
import type { Schedule } from '../model';
import type { ScheduleStore } from '../ports';
import type { ScheduleAction } from '../rules/upcoming';

/** What became of a firing, for the log. */
export interface Firing {
  readonly schedule: Schedule;
  readonly action: ScheduleAction;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly result: FiringResult;
  readonly jobId?: string;
  readonly code?: ProblemCode;
  /** Firings that this stands for; only of missed ones several. */
  readonly count: number;
}

/** What a tick works with. */
export interface TickDependencies {
  readonly store: ScheduleStore;
  /** The jobs of firings. */
  readonly jobs: EndDependencies & { readonly store: JobStore };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Finds the caller of a name in the callers file of now; undefined when there is none any more. */
  readonly callerNamed: (name: string) => Promise<Caller | undefined>;
  /** The deployment's default instance. */
  readonly defaultSelection?: Selection;
  /** What the deployment controls. @default ec2 */
  readonly compute?: Compute;
  readonly allowedRegions: readonly string[];
  /** Called for each firing that has been decided; never throws. */
  readonly onFiring: (firing: Firing) => void;
  /** Called for each schedule that failed; never throws. */
  readonly onFault: (name: string, error: unknown) => void;
}
