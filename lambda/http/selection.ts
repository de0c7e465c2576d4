import type { Parameters } from '../../contract/parameters';
import type { Config } from '../config';
import { Problem } from '../domain/problem';
import type { Selection } from '../domain/selection';

/**
 * The instances that a request is about: named by id or by tags, else the deployment's default instance.
 * @throws Problem `conflicting_parameters`, `instance_required`
 */
export function selectionOf({ instance_id, tags }: Parameters, config: Config): Selection {
  if (instance_id !== undefined && tags !== undefined) {
    throw new Problem('conflicting_parameters', 'instance_id and tags both select instances: give one of them.');
  }
  if (tags !== undefined) return { kind: 'tags', tags };
  if (instance_id !== undefined) return { kind: 'ids', ids: [...new Set(instance_id)] };
  if (config.instanceId !== undefined) return { kind: 'ids', ids: [config.instanceId] };
  throw new Problem(
    'instance_required',
    'Name an instance in instance_id, or select some by tags: this deployment has no default instance.',
  );
}

/** Is the request about one named instance, whose refusal is the answer itself? */
export function isSingle(selection: Selection): boolean {
  return selection.kind === 'ids' && selection.ids.length === 1;
}
