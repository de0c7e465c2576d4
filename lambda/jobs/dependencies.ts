import type { Rules } from '../domain/guards';
import type { LauncherOf } from '../operations/create-launcher';
import type { Ec2Of } from '../operations/ec2';
import type { PendingStops } from '../operations/jobs/ports';
import type { ReconcileDependencies } from '../operations/jobs/reconcile';

/** What the steps of a job work with. */
export interface StepDependencies extends ReconcileDependencies {
  readonly stops: PendingStops;
  readonly ec2Of: Ec2Of;
  readonly launcherOf: LauncherOf;
  readonly rules: Rules;
  /** Seconds before each retry after a lack of capacity or throttling. */
  readonly retrySeconds: readonly number[];
}
