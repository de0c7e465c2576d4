import type { ChangeAction } from '../../contract/actions';
import { transition } from '../../lambda/domain/transitions';
import type { Instance, Me } from '../api/answers';

/** May the caller do the action? */
export function may(me: Pick<Me, 'actions'>, action: string): boolean {
  // A caller that may see all of a kind may see its own.
  return me.actions.some((own) => own === action || own === `${action}:all`);
}

/**
 * Says why an action on an instance would be refused or change nothing, by the caller's rights, the guards that the
 * answer tells of, and the API's own state table.
 * @returns undefined when it can be asked for
 */
export function refusal(
  me: Pick<Me, 'actions'>,
  instance: Pick<Instance, 'state' | 'manageable' | 'auto_scaling_group'>,
  action: ChangeAction,
): string | undefined {
  if (!may(me, action)) return `Your key does not allow ${action}`;
  if (instance.auto_scaling_group !== undefined) {
    return `It belongs to the Auto Scaling group ${instance.auto_scaling_group}: change the group instead`;
  }
  if (!instance.manageable) return 'It lacks the tag that allows this API to change it';
  const { kind } = transition(instance.state, action);
  if (kind === 'unchanged') return `It is already ${instance.state}`;
  return kind === 'refused' ? whyNot(instance.state, action) : undefined;
}

function whyNot(state: Instance['state'], action: ChangeAction): string {
  if (state === 'shutting-down' || state === 'terminated') return 'It is terminated, or about to be';
  if (state === 'stopped' && action === 'reboot') return 'It is stopped: start it instead';
  if (state === 'pending' || state === 'stopping') return `It is ${state}: wait until that is done`;
  return `It is ${state}: that does not allow ${action}`;
}

/**
 * Says why an instance cannot be started for a while: a start that stops again by itself, or the stop alone of one that
 * runs.
 */
export function timerRefusal(me: Pick<Me, 'actions'>, instance: Instance): string | undefined {
  if (!may(me, 'stop')) return 'Your key does not allow stop';
  if (!may(me, 'jobs')) return 'Your key does not allow jobs';
  if (instance.state === 'running' || instance.state === 'pending') {
    return refusal(me, { ...instance, state: 'stopped' }, 'start');
  }
  return refusal(me, instance, 'start');
}
