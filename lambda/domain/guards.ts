import { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import { problemKind } from '../../contract/problems';
import { InstanceState, unknownState } from '../../contract/states';
import type { Caller } from './caller';
import { sees } from './caller';
import { carries, type Instance, isInstanceId, type Tag } from './instance';
import type { Reason } from './outcome';
import { type Transition, transition } from './transitions';

/** The rules of the deployment. */
export interface Rules {
  /** The tag without which an instance is not changed; absent: no guard. */
  readonly guardTag?: Tag;
  /** The tag without which an instance is not deleted; absent: no check. */
  readonly creatorTag?: Tag;
}

/** Options of a change that decide whether it is possible. */
export interface ChangeOptions {
  readonly force?: boolean;
}

/** What the guards and the state table say of one instance. */
export type Verdict =
  | { readonly kind: 'act' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly jobWaits: boolean };

/** Explains why an id names no instance: it has not EC2's syntax, or there is no such instance for this caller. */
export function unknownInstance(id: string): Reason {
  return isInstanceId(id)
    ? reason('instance_not_found', `There is no instance ${id} here.`)
    : reason(
        'invalid_instance_id',
        `${JSON.stringify(id.slice(0, 64))} is not an instance id: "i-" and 8 or 17 hexadecimal digits are.`,
      );
}

/** Makes a verdict that refuses. */
export function refused(why: Reason, jobWaits = false): Verdict {
  return { kind: 'refused', reason: why, jobWaits };
}

function reason(code: ProblemCode, detail: string): Reason {
  return { code, detail, retryable: problemKind(code).retryable ?? false };
}

/**
 * Checks whether this deployment may change the instance: it carries the guard tag and belongs to no Auto Scaling
 * group.
 */
export function manageable(instance: Instance, rules: Rules): boolean {
  return (rules.guardTag === undefined || carries(instance, rules.guardTag)) && instance.autoScalingGroup === undefined;
}

/**
 * Decides about an instance that was described, by the guards in the contract's order (section 4) and the state table.
 * The caller's right to the action and the id's syntax have been checked before.
 */
export function judge(
  instance: Instance,
  action: ChangeAction,
  caller: Pick<Caller, 'tags'>,
  rules: Rules,
  options: ChangeOptions = {},
): Verdict {
  const { instanceId } = instance;
  if (!sees(caller, instance)) return refused(unknownInstance(instanceId));
  if (rules.guardTag !== undefined && !carries(instance, rules.guardTag)) {
    const { key, value } = rules.guardTag;
    return refused(
      reason(
        'instance_not_allowed',
        `${instanceId} does not carry the tag ${key}=${value} that instances need to be changed through this API.`,
      ),
    );
  }
  if (instance.autoScalingGroup !== undefined) {
    return refused(
      reason(
        'asg_managed',
        `${instanceId} belongs to the Auto Scaling group ${instance.autoScalingGroup}, which would replace it. Change the group instead.`,
      ),
    );
  }
  const verdict = transitionOf(instance, action, options);
  if (verdict.kind === 'refused') {
    const why = reason(verdict.code, `${instanceId} is ${stateText(instance)}: it cannot ${verb[action]} now.`);
    return refused(why, verdict.jobWaits);
  }
  if (action === ChangeAction.delete && rules.creatorTag !== undefined && !carries(instance, rules.creatorTag)) {
    return refused(
      reason(
        'not_created_here',
        `${instanceId} was not created by this API (no tag ${rules.creatorTag.key}=${rules.creatorTag.value}), which deletes only what it created.`,
      ),
    );
  }
  return verdict;
}

/**
 * Looks up what the action means for the instance; a forced stop, and a container that is starting, can do more than
 * the state table says.
 */
function transitionOf(
  { state, stoppableWhilePending }: Instance,
  action: ChangeAction,
  { force }: ChangeOptions,
): Transition {
  // What AWS advises for an instance that does not come out of `stopping`.
  if (state === InstanceState.stopping && action === ChangeAction.stop && force) return { kind: 'act' };
  if (state === InstanceState.pending && action === ChangeAction.stop && stoppableWhilePending) return { kind: 'act' };
  return transition(state, action);
}

function stateText({ state, stateReason }: Instance): string {
  if (state !== unknownState) return state;
  return `in a state that this API does not know${stateReason === undefined ? '' : ` (${stateReason.message})`}`;
}

const verb: Readonly<Record<ChangeAction, string>> = {
  start: 'be started',
  stop: 'be stopped',
  reboot: 'be rebooted',
  delete: 'be deleted',
};
