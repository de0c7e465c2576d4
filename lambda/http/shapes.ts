import { defined } from '../../contract/defined';
import type { ResponseBody } from '../../contract/responses';
import type { Rules } from '../domain/guards';
import { manageable } from '../domain/guards';
import type { Instance } from '../domain/instance';
import type { Outcome, OutcomeKind, Reason } from '../domain/outcome';

/** Shapes an instance as `instance` of the contract, section 3. */
export function instanceShape(instance: Instance, rules: Rules): ResponseBody<'Instance'> {
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

/** Shapes an outcome as one entry of `results` (section 4). A `create` has no instance id before it has launched one. */
export function resultShape(outcome: Outcome): ResponseBody<'Result'> {
  return {
    instance_id: outcome.instanceId === '' ? null : outcome.instanceId,
    action: outcome.action,
    outcome: outcome.outcome,
    previous_state: outcome.previousState,
    current_state: outcome.currentState,
    ip: outcome.ip,
    ...(outcome.reason && reasonShape(outcome.reason)),
    ...defined({ warning: outcome.warning }),
  };
}

/** Shapes an outcome as the body for its one instance, to which the caller adds the message. */
export function changeShape(outcome: Outcome): Omit<ResponseBody<'InstanceChange'>, 'message'> {
  return { ...resultShape(outcome), instance_id: outcome.instanceId };
}

/** Shapes the reason of a refusal or a failure as members of its result. */
export function reasonShape({
  code,
  detail,
  retryable,
  awsCode,
}: Reason): Omit<ResponseBody<'UnreadInstance'>, 'instance_id'> {
  return { code, detail, retryable, ...defined({ aws_code: awsCode }) };
}

/** Counts the outcomes of each kind. */
export function summary(outcomes: readonly Outcome[]): Readonly<Record<OutcomeKind, number>> {
  const counts = { changed: 0, unchanged: 0, refused: 0, failed: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}
