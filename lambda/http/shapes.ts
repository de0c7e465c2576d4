import { defined } from '../../contract/defined';
import type { Rules } from '../domain/guards';
import { manageable } from '../domain/guards';
import type { Instance } from '../domain/instance';
import type { Outcome, OutcomeKind, Reason } from '../domain/outcome';

/** `instance` of the contract, section 3. */
export function instanceShape(instance: Instance, rules: Rules): Readonly<Record<string, unknown>> {
  return {
    instance_id: instance.instanceId,
    name: instance.name,
    state: instance.state,
    ip: instance.ip,
    private_ip: instance.privateIp,
    instance_type: instance.instanceType,
    availability_zone: instance.availabilityZone,
    launch_time: instance.launchTime,
    tags: instance.tags,
    ...defined({ state_reason: instance.stateReason }),
    spot: instance.spot,
    ...defined({ auto_scaling_group: instance.autoScalingGroup }),
    manageable: manageable(instance, rules),
  };
}

/** One entry of `results`, and without `message` the body for one instance (section 4). */
export function outcomeShape(outcome: Outcome): Readonly<Record<string, unknown>> {
  return {
    instance_id: outcome.instanceId,
    action: outcome.action,
    outcome: outcome.outcome,
    previous_state: outcome.previousState,
    current_state: outcome.currentState,
    ip: outcome.ip,
    ...(outcome.reason === undefined ? {} : reasonShape(outcome.reason)),
    ...defined({ warning: outcome.warning }),
  };
}

/** Why an instance was refused or failed, as members of its result. */
export function reasonShape({ code, detail, retryable, awsCode }: Reason): Readonly<Record<string, unknown>> {
  return { code, detail, retryable, ...defined({ aws_code: awsCode }) };
}

/** How many outcomes there are of each kind. */
export function summary(outcomes: readonly Outcome[]): Readonly<Record<OutcomeKind, number>> {
  const counts = { changed: 0, unchanged: 0, refused: 0, failed: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}
