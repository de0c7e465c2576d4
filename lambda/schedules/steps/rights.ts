import { Compute } from '../../../contract/docker';
import type { ProblemCode } from '../../../contract/problems';
import { type Caller, isAllowed } from '../../domain/caller';
import type { Selection } from '../../domain/instance';
import type { Schedule } from '../model';
import type { ScheduleAction } from '../rules/upcoming';
import type { TickDependencies } from './dependencies';

/** May a firing happen, and for whom and which instances; or why not. */
export type Permission =
  | { readonly ok: true; readonly caller: Caller; readonly selection: Selection }
  | { readonly ok: false; readonly code: ProblemCode };

const refused = (code: ProblemCode): Permission => ({ ok: false, code });

/**
 * Checks whether the owner of a schedule may still do what it says. An owner who sees fewer instances than when the schedule was
 * made, or other ones, has to make it anew.
 * @see docs/decisions/0045
 */
export async function permissionOf(
  { callerNamed, defaultSelection, allowedRegions, compute = Compute.ec2 }: TickDependencies,
  { owner, definition, compute: madeFor = Compute.ec2 }: Schedule,
  actions: readonly ScheduleAction[],
): Promise<Permission> {
  if (madeFor !== compute) return refused('compute_changed');
  const caller = await callerNamed(owner.name);
  if (caller === undefined) return refused('unauthenticated');
  if (![...actions, 'schedules' as const].every((action) => isAllowed(caller, action)))
    return refused('action_not_allowed');
  if (!Object.entries(caller.tags ?? {}).every(([key, value]) => owner.tags?.[key] === value)) {
    return refused('instance_not_found');
  }
  if (!allowedRegions.includes(definition.region)) return refused('region_not_allowed');
  const selection = selectionOf(definition) ?? defaultSelection;
  return selection === undefined ? refused('instance_required') : { ok: true, caller, selection };
}

function selectionOf({ instanceIds, tags }: Schedule['definition']): Selection | undefined {
  if (instanceIds !== undefined) return { kind: 'ids', ids: instanceIds };
  return tags === undefined ? undefined : { kind: 'tags', tags };
}
