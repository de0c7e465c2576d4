import type { ChangeAction, JobAction } from '../../contract/actions';
import { defined } from '../../contract/defined';
import type { ProblemCode } from '../../contract/problems';
import type { InstanceState } from '../../contract/states';
import type { Instance } from './instance';
import type { Problem } from './problem';

/** How a change ended for one instance. */
export const OutcomeKind = {
  /** EC2 accepted the change, or in a dry run would be asked for it. */
  changed: 'changed',
  /** The instance was there already. */
  unchanged: 'unchanged',
  /** A guard of this product said no; EC2 was not asked. */
  refused: 'refused',
  /** EC2 said no. */
  failed: 'failed',
} as const;
export type OutcomeKind = (typeof OutcomeKind)[keyof typeof OutcomeKind];

/** Why an outcome is `refused` or `failed`. */
export interface Reason {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly retryable: boolean;
  /** EC2's error code, or the code of the instance's StateReason. */
  readonly awsCode?: string;
  /** The time was up before the call was made, or before its answer came: a caller with more time may go on with it. */
  readonly cutShort?: 'unasked' | 'unanswered';
}

/** Turns a `Problem` into the reason of one instance's outcome. */
export function reasonOf({ code, detail, retryable, extras }: Problem): Reason {
  return { code, detail, retryable, ...defined({ awsCode: extras.awsCode, cutShort: extras.cutShort }) };
}

/** What became of one instance. A refusal is a value, not an exception, so that one bad instance never stops the others. */
export interface Outcome {
  readonly instanceId: string;
  readonly action: JobAction;
  readonly outcome: OutcomeKind;
  /** Null when the instance is not known. */
  readonly previousState: InstanceState | null;
  readonly currentState: InstanceState | null;
  readonly ip: string | null;
  /** Set exactly when the outcome is `refused` or `failed`. */
  readonly reason?: Reason;
  /** Something that was done in another way than asked for. */
  readonly warning?: string;
}

/** Checks whether the outcome is what the caller asked for: changed, or unchanged. */
export function isGood(outcome: Outcome): boolean {
  return outcome.outcome === OutcomeKind.changed || outcome.outcome === OutcomeKind.unchanged;
}

/** Makes the outcome of an instance that is in the wanted state already. */
export function unchanged(instance: Instance, action: ChangeAction): Outcome {
  return { ...seen(instance, action), outcome: OutcomeKind.unchanged };
}

/** Makes the outcome of an instance that EC2 agreed to change to `current`. */
export function changed(instance: Instance, action: ChangeAction, current: InstanceState, warning?: string): Outcome {
  const outcome = { ...seen(instance, action), outcome: OutcomeKind.changed, currentState: current };
  return warning === undefined ? outcome : { ...outcome, warning };
}

/** Makes the outcome of an instance that a guard or EC2 refused; of one that is not known only its id is given. */
export function declined(
  kind: 'refused' | 'failed',
  action: ChangeAction,
  target: string | Instance,
  reason: Reason,
): Outcome {
  const base =
    typeof target === 'string'
      ? { instanceId: target, action, previousState: null, currentState: null, ip: null }
      : seen(target, action);
  return { ...base, outcome: kind, reason };
}

function seen(instance: Instance, action: ChangeAction): Omit<Outcome, 'outcome'> {
  const { instanceId, state, ip } = instance;
  return { instanceId, action, previousState: state, currentState: state, ip };
}

/** Words how many of how many instances, as the object of a verb: `3 instances`, `1 of 3 instances`, `no instance`. */
export function shareOf(changed: number, total: number): string {
  if (changed === 0) return 'no instance';
  const all = total === 1 ? '1 instance' : `${total} instances`;
  return changed === total ? all : `${changed} of ${all}`;
}
