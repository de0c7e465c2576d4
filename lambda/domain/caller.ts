import type { CallerAction } from '../../contract/actions';
import type { CallerEntry } from '../../contract/callers';
import { defined } from '../../contract/defined';
import { type Instance, matches } from './instance';
import { Problem } from './problem';

/** Who asks, and what they may do. */
export interface Caller {
  /** The name that the audit trail and a job's `requested_by` show. */
  readonly name: string;
  readonly actions: readonly CallerAction[];
  /** The caller sees and changes only instances that carry all of these tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Which of its credentials it used, for the audit trail: the beginning of a key's SHA-256, or the principal that signed. */
  readonly credential?: string;
}

/** The caller of an entry of the callers file. */
export function callerOf({ name, actions, tags }: CallerEntry, credential: string): Caller {
  return { name, actions, credential, ...defined({ tags }) };
}

/** The right to all of a kind includes the right to one's own. */
const wider: Partial<Readonly<Record<CallerAction, CallerAction>>> = { jobs: 'jobs:all', schedules: 'schedules:all' };

/** May the caller do the action? */
export function isAllowed({ actions }: Pick<Caller, 'actions'>, action: CallerAction): boolean {
  const all = wider[action];
  return actions.includes(action) || (all !== undefined && actions.includes(all));
}

/** Fails with 403 `action_not_allowed` unless the caller may do the action. */
export function requireAction(caller: Caller, action: CallerAction): void {
  if (isAllowed(caller, action)) return;
  throw new Problem(
    'action_not_allowed',
    `The caller "${caller.name}" may not do "${action}". It may do: ${caller.actions.join(', ') || 'nothing'}.`,
  );
}

/** Does the caller see the instance at all? One that it does not see does not exist for it. */
export function sees(caller: Pick<Caller, 'tags'>, instance: Instance): boolean {
  return caller.tags === undefined || matches(instance, caller.tags);
}
