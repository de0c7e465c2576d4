import type { CallerAction } from '../../contract/actions';
import type { CallerEntry } from '../../contract/callers';
import { defined } from '../../contract/defined';
import { type Instance, matches } from './instance';
import { Problem } from './problem';

/** Names who sends a request, and what they may do. */
export interface Caller {
  /** The name that the audit trail and a job's `requested_by` show. */
  readonly name: string;
  readonly actions: readonly CallerAction[];
  /** The caller sees and changes only instances that carry all of these tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Which of its credentials it used, for the audit trail: the beginning of a key's SHA-256, or the principal that signed. */
  readonly credential?: string;
}

/** Makes the caller of an entry of the callers file. */
export function callerOf({ name, actions, tags }: CallerEntry, credential: string): Caller {
  return { name, actions, credential, ...defined({ tags }) };
}

/** The right to all of a kind includes the right to one's own. */
const wider: Partial<Readonly<Record<CallerAction, CallerAction>>> = { jobs: 'jobs:all', schedules: 'schedules:all' };

/** Checks whether the caller may do the action. */
export function isAllowed({ actions }: Pick<Caller, 'actions'>, action: CallerAction): boolean {
  const all = wider[action];
  return actions.includes(action) || (all !== undefined && actions.includes(all));
}

/** Refuses a caller who may not do the action. */
export function requireAction(caller: Caller, action: CallerAction): void {
  if (isAllowed(caller, action)) return;
  throw new Problem(
    'action_not_allowed',
    `The caller "${caller.name}" may not do "${action}". It may do: ${caller.actions.join(', ') || 'nothing'}.`,
  );
}

/** Checks whether the instance exists for the caller: whether it carries all of the caller's tags. */
export function sees(caller: Pick<Caller, 'tags'>, instance: Instance): boolean {
  return caller.tags === undefined || matches(instance, caller.tags);
}
