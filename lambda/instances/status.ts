import { type Caller, sees } from '../domain/caller';
import { unknownInstance } from '../domain/guards';
import { type Instance, type Selection, synchronousLimit } from '../domain/instance';
import type { Reason } from '../domain/outcome';
import type { Ec2 } from './ec2';
import { select } from './select';

/** What was read of one id: the instance, or why it could not be read. */
export type StatusResult =
  | { readonly instanceId: string; readonly instance: Instance }
  | { readonly instanceId: string; readonly reason: Reason };

/**
 * Reads the selected instances with one Describe.
 * @throws Problem `too_many_instances`, and what the EC2 port throws
 */
export async function status(ec2: Ec2, caller: Caller, selection: Selection): Promise<readonly StatusResult[]> {
  const { ids, instances } = await select(ec2, selection, synchronousLimit, caller);
  return ids.map((instanceId) => {
    const instance = instances.get(instanceId);
    if (instance !== undefined && sees(caller, instance)) return { instanceId, instance };
    return { instanceId, reason: unknownInstance(instanceId) };
  });
}
