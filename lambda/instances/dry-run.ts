import { ChangeAction } from '../../contract/actions';
import { eachAtMost } from '../domain/batches';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, type Reason, reasonOf } from '../domain/outcome';
import { Problem } from '../domain/problem';
import { expectedState } from '../domain/transitions';
import { noHibernation } from './act';
import type { Ec2, Protection, StopOptions } from './ec2';
import { respawnWarnings } from './respawn';

/** Attribute calls under way at a time: EC2 has no batch form of them. */
const concurrency = 8;

/**
 * Predicts what `act` would do, without doing it. EC2's own `DryRun` is never sent: it checks permissions only, and
 * emulators ignore it and act. Protections, which a Describe does not show, are read one by one.
 * @returns one outcome for each instance, in their order
 */
export async function dryRun(
  ec2: Ec2,
  action: ChangeAction,
  instances: readonly Instance[],
  options: StopOptions = {},
): Promise<readonly Outcome[]> {
  const respawning = action === ChangeAction.delete ? await respawnWarnings(ec2, instances) : undefined;
  const outcomes = await eachAtMost(instances, concurrency, (one) => dryRunOne(ec2, action, one, options));
  return outcomes.map((outcome) => {
    const warning = outcome.outcome === 'changed' ? respawning?.get(outcome.instanceId) : undefined;
    return warning === undefined ? outcome : { ...outcome, warning };
  });
}

async function dryRunOne(ec2: Ec2, action: ChangeAction, instance: Instance, options: StopOptions): Promise<Outcome> {
  const accepted = changed(
    instance,
    action,
    expectedState[action],
    options.hibernate && !instance.hibernation ? noHibernation : undefined,
  );
  if (action !== ChangeAction.stop && action !== ChangeAction.delete) return accepted;
  try {
    const refusal = refusalOf(action, instance, await ec2.protection(instance));
    return refusal === undefined ? accepted : declined('failed', action, instance, refusal);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'aws_timeout') return { ...accepted, warning: notLookedUp };
    return declined('failed', action, instance, reasonOf(error));
  }
}

/** The warning of an outcome that was predicted without a look at the instance's protection. */
const notLookedUp = 'Whether EC2 protects the instance could not be looked up in time.';

function refusalOf(action: ChangeAction, { instanceId }: Instance, protection: Protection): Reason | undefined {
  if (action === ChangeAction.delete) {
    return protection.termination
      ? {
          code: 'termination_protected',
          detail: `${instanceId} has termination protection (disableApiTermination).`,
          retryable: false,
        }
      : undefined;
  }
  if (protection.oneTimeSpot) {
    return {
      code: 'spot_not_stoppable',
      detail: `${instanceId} is a one-time Spot Instance: EC2 can only terminate it.`,
      retryable: false,
    };
  }
  return protection.stop
    ? { code: 'stop_protected', detail: `${instanceId} has stop protection (disableApiStop).`, retryable: false }
    : undefined;
}
