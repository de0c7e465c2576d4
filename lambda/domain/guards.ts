import { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import { problemKind } from '../../contract/problems';
import type { Caller } from './caller';
import { sees } from './caller';
import { carries, type Instance, isInstanceId, type Tag } from './instance';
import type { Reason } from './outcome';
import { transition } from './transitions';

/** The rules of the deployment. */
export interface Rules {
  /** The tag without which an instance is not changed; absent: no guard. */
  readonly guardTag?: Tag;
  /** The tag without which an instance is not deleted; absent: no check. */
  readonly creatorTag?: Tag;
}

/** What the guards and the state table say of one instance. */
export type Verdict =
  | { readonly kind: 'act' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly jobWaits: boolean };

function refused(code: ProblemCode, detail: string, jobWaits = false): Verdict {
  return { kind: 'refused', reason: { code, detail, retryable: problemKind(code).retryable ?? false }, jobWaits };
}

/** The refusal of an id that is not in EC2's syntax, or undefined. */
export function malformedId(id: string): Verdict | undefined {
  if (isInstanceId(id)) return undefined;
  return refused(
    'invalid_instance_id',
    `${JSON.stringify(id.slice(0, 64))} is not an instance id: "i-" and 8 or 17 hexadecimal digits are.`,
  );
}

/** The refusal of an instance that does not exist, or not for this caller. */
export function notFound(id: string): Verdict {
  return refused('instance_not_found', `There is no instance ${id} here.`);
}

/** Is the instance one that this deployment may change? */
export function manageable(instance: Instance, rules: Rules): boolean {
  return (rules.guardTag === undefined || carries(instance, rules.guardTag)) && instance.autoScalingGroup === undefined;
}

/**
 * Decides about an instance that was described, by the guards in the contract's order (section 4) and the state table.
 * The caller's right to the action and the id's syntax have been checked before.
 */
export function judge(instance: Instance, action: ChangeAction, caller: Pick<Caller, 'tags'>, rules: Rules): Verdict {
  const { instanceId } = instance;
  if (!sees(caller, instance)) return notFound(instanceId);
  if (rules.guardTag !== undefined && !carries(instance, rules.guardTag)) {
    const { key, value } = rules.guardTag;
    return refused(
      'instance_not_allowed',
      `${instanceId} does not carry the tag ${key}=${value} that instances need to be changed through this API.`,
    );
  }
  if (instance.autoScalingGroup !== undefined) {
    return refused(
      'asg_managed',
      `${instanceId} belongs to the Auto Scaling group ${instance.autoScalingGroup}, which would replace it. Change the group instead.`,
    );
  }
  const verdict = transition(instance.state, action);
  if (verdict.kind === 'refused') {
    return refused(
      verdict.code,
      `${instanceId} is ${instance.state}: it cannot ${verb[action]} now.`,
      verdict.jobWaits,
    );
  }
  if (action === ChangeAction.delete && rules.creatorTag !== undefined && !carries(instance, rules.creatorTag)) {
    return refused(
      'not_created_here',
      `${instanceId} was not created by this API (no tag ${rules.creatorTag.key}=${rules.creatorTag.value}), which deletes only what it created.`,
    );
  }
  return verdict;
}

const verb: Readonly<Record<ChangeAction, string>> = {
  start: 'be started',
  stop: 'be stopped',
  reboot: 'be rebooted',
  delete: 'be deleted',
};
