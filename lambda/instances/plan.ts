import type { ChangeAction } from '../../contract/actions';
import { judge, refused, unknownInstance, type Verdict } from '../domain/guards';
import type { Instance } from '../domain/instance';
import { declined, type Outcome, unchanged } from '../domain/outcome';
import type { Selection } from '../domain/selection';
import type { ActContext } from './act';
import { select } from './select';

/** What is to be done with one instance of a selection. */
export interface Planned {
  readonly instanceId: string;
  /** Absent when the id is malformed or unknown. */
  readonly instance?: Instance;
  readonly verdict: Verdict;
}

/**
 * Reads the selected instances with one Describe and judges each, changing nothing.
 * @throws Problem `too_many_instances` beyond `limit`, and what the EC2 port throws
 */
export async function plan(
  context: ActContext,
  action: ChangeAction,
  selection: Selection,
  limit: number,
): Promise<readonly Planned[]> {
  const { ids, instances } = await select(context.ec2, selection, limit, context.caller);
  return ids.map((instanceId) => {
    const instance = instances.get(instanceId);
    if (instance === undefined) return { instanceId, verdict: refused(unknownInstance(instanceId)) };
    return { instanceId, instance, verdict: judge(instance, action, context.caller, context.rules) };
  });
}

/** The outcome of a planned instance that needs no call, or undefined where EC2 is to be asked. */
export function settled(action: ChangeAction, { instanceId, instance, verdict }: Planned): Outcome | undefined {
  switch (verdict.kind) {
    case 'refused':
      // A caller must not learn anything of an instance that it does not see.
      return declined(
        'refused',
        action,
        instance === undefined || verdict.reason.code === 'instance_not_found' ? instanceId : instance,
        verdict.reason,
      );
    case 'unchanged':
      return instance === undefined ? undefined : unchanged(instance, action);
    case 'act':
      return undefined;
  }
}
