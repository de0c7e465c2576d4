import { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import { InstanceState } from '../../contract/states';

/** What an action means for an instance in a state: ask EC2, nothing to do, or a refusal. */
export type Transition =
  | { readonly kind: 'act' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly jobWaits: boolean };

const act: Transition = { kind: 'act' };
const same: Transition = { kind: 'unchanged' };
const busy: Transition = { kind: 'refused', code: 'instance_busy', jobWaits: false };
const busyJobWaits: Transition = { kind: 'refused', code: 'instance_busy', jobWaits: true };
const notRunning: Transition = { kind: 'refused', code: 'instance_not_running', jobWaits: false };
const unknown: Transition = { kind: 'refused', code: 'incorrect_state', jobWaits: false };
const gone: Transition = { kind: 'refused', code: 'instance_terminated', jobWaits: false };

/**
 * The state table of the contract (section 4). The product decides this itself from the described state: EC2's
 * emulators accept illegal transitions, they even restart terminated instances.
 */
const table: Readonly<Record<InstanceState, Readonly<Record<ChangeAction, Transition>>>> = {
  pending: { start: same, stop: busyJobWaits, reboot: busy, delete: act },
  running: { start: same, stop: act, reboot: act, delete: act },
  stopping: { start: busyJobWaits, stop: same, reboot: busy, delete: act },
  stopped: { start: act, stop: same, reboot: notRunning, delete: act },
  'shutting-down': { start: gone, stop: gone, reboot: gone, delete: same },
  terminated: { start: gone, stop: gone, reboot: gone, delete: same },
  unknown: { start: unknown, stop: unknown, reboot: unknown, delete: unknown },
};

/** Looks up what `action` means for an instance in `state`. */
export function transition(state: InstanceState, action: ChangeAction): Transition {
  return table[state][action];
}

/** The state that EC2 reports at once when it accepts the action, as a dry run predicts it. */
export const expectedState: Readonly<Record<ChangeAction, InstanceState>> = {
  [ChangeAction.start]: InstanceState.pending,
  [ChangeAction.stop]: InstanceState.stopping,
  [ChangeAction.reboot]: InstanceState.running,
  [ChangeAction.delete]: InstanceState.shuttingDown,
};

/** The state in which the action has reached its end. */
export const finalState: Readonly<Record<ChangeAction, InstanceState>> = {
  [ChangeAction.start]: InstanceState.running,
  [ChangeAction.stop]: InstanceState.stopped,
  [ChangeAction.reboot]: InstanceState.running,
  [ChangeAction.delete]: InstanceState.terminated,
};

/** Checks whether an instance in the state is on its way to another one. */
export function isTransitional(state: InstanceState): boolean {
  return state === InstanceState.pending || state === InstanceState.stopping || state === InstanceState.shuttingDown;
}
