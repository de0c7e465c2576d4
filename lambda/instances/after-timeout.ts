import type { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, type Reason } from '../domain/outcome';
import { transition } from '../domain/transitions';
import type { Ec2 } from './ec2';

/** Failures in which EC2 may have carried the call out, and only its answer did not arrive. */
export const lostAnswer: ReadonlySet<ProblemCode> = new Set(['aws_unreachable', 'aws_timeout', 'docker_unreachable']);

/**
 * What became of instances when the answer to their change was lost: another look tells. One that has gone the way asked
 * for counts as changed; of the others it is said why nothing is known of them.
 * @param instances - as they were before the call
 */
export async function outcomesAfterTimeout(
  ec2: Pick<Ec2, 'describe'>,
  action: ChangeAction,
  instances: readonly Instance[],
  reason: Reason,
  warning?: string,
): Promise<readonly Outcome[]> {
  const seen = await ec2.describe(instances.map(({ instanceId }) => instanceId)).catch(() => []);
  const now = new Map(seen.map((instance) => [instance.instanceId, instance]));
  return instances.map((before) => {
    const after = now.get(before.instanceId);
    const went = after !== undefined && after.state !== before.state && isThere(after, action);
    return went ? changed(before, action, after.state, warning) : declined('failed', action, after ?? before, reason);
  });
}

function isThere({ state }: Instance, action: ChangeAction): boolean {
  return transition(state, action).kind === 'unchanged';
}
