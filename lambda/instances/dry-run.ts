import { ChangeAction } from '../../contract/actions';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, type Reason } from '../domain/outcome';
import { Problem } from '../domain/problem';
import { expectedState } from '../domain/transitions';
import { noHibernation, reasonOf } from './act';
import type { Ec2, Protection, StopOptions } from './ec2';

/** Attribute calls under way at a time: EC2 has no batch form of them. */
const concurrency = 8;

/**
 * What `act` would do, without doing it. EC2's own `DryRun` is never sent: it checks permissions only, and emulators
 * ignore it and act. Protections, which a Describe does not show, are asked for one by one.
 * @returns one outcome for each instance, in their order
 */
export async function dryRun(
  ec2: Ec2,
  action: ChangeAction,
  instances: readonly Instance[],
  options: StopOptions = {},
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < instances.length; at += concurrency) {
    const group = instances.slice(at, at + concurrency);
    outcomes.push(...(await Promise.all(group.map((instance) => foretellOne(ec2, action, instance, options)))));
  }
  return outcomes;
}

async function foretellOne(ec2: Ec2, action: ChangeAction, instance: Instance, options: StopOptions): Promise<Outcome> {
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
    return declined('failed', action, instance, reasonOf(error));
  }
}

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
