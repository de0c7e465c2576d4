import type { Compute } from '../../../contract/docker';
import type { JobStore } from '../../jobs/ports';
import type { EndDependencies } from '../../jobs/service/end';
import type { ScheduleStore } from '../ports';

/** What schedules work with. */
export interface ScheduleDependencies {
  readonly store: ScheduleStore;
  /** Schedules that there may be. */
  readonly most: number;
  /** What the deployment controls. @default ec2 */
  readonly compute?: Compute;
  readonly clock: EndDependencies['clock'];
  /** The jobs of firings: their records, and whether they are alive. */
  readonly jobs: EndDependencies & { readonly store: JobStore };
}
