import type { Compute } from '../../../contract/docker';
import type { Deadline } from '../../domain/deadline';
import type { Rules } from '../../domain/guards';
import type { Ec2Of } from '../../instances/ec2';
import type { LauncherOf } from '../../instances/launch';
import type { PendingStops } from '../ports';
import type { EndDependencies } from '../service/end';

/** What the steps of a job work with. */
export interface StepDependencies extends EndDependencies {
  /** The end of the step. Calls to EC2 end `reserve.save` before it, so that what is known by then can be written down. */
  readonly deadline: Deadline;
  readonly stops: PendingStops;
  readonly ec2Of: Ec2Of;
  readonly launcherOf: LauncherOf;
  readonly rules: Rules;
  /** What the deployment controls. @default ec2 */
  readonly compute?: Compute;
  /** Seconds before each retry after a lack of capacity or throttling. */
  readonly retrySeconds: readonly number[];
}
