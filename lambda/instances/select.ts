import { defined } from '../../contract/defined';
import { InstanceState } from '../../contract/states';
import { type Caller, sees } from '../domain/caller';
import { type Instance, isInstanceId, jobLimit, type Selection, synchronousLimit } from '../domain/instance';
import { Problem } from '../domain/problem';
import type { Ec2 } from './ec2';

/** The instances of a selection: the ids asked for in their order, and what EC2 knows of them. */
export interface Selected {
  readonly ids: readonly string[];
  readonly instances: ReadonlyMap<string, Instance>;
}

/**
 * Reads the instances of a selection. Ids that are unknown or malformed are in `ids` only; tags select every instance that carries
 * them and is not terminated.
 * @throws Problem `too_many_instances` beyond `limit`; what the EC2 port throws
 */
export async function select(
  ec2: Ec2,
  selection: Selection,
  limit: number,
  caller: Pick<Caller, 'tags'>,
): Promise<Selected> {
  if (selection.kind === 'ids') {
    const ids = [...new Set(selection.ids)];
    if (ids.length > limit) throw tooManyInstances(ids.length, limit);
    const known = ids.filter(isInstanceId);
    return { ids, instances: byId(known.length === 0 ? [] : await ec2.describe(known)) };
  }
  const found = new Map<string, Instance>();
  let token: string | undefined;
  do {
    const page = await ec2.find({
      tags: selection.tags,
      pageSize: 1000,
      ...defined({ token }),
    });
    for (const instance of page.instances) {
      // An instance that the caller does not see must not even show in the count.
      if (instance.state !== InstanceState.terminated && sees(caller, instance)) {
        found.set(instance.instanceId, instance);
      }
    }
    if (found.size > limit) throw tooManyInstances(undefined, limit);
    token = page.token;
  } while (token !== undefined);
  return { ids: [...found.keys()].sort(), instances: found };
}

function byId(instances: readonly Instance[]): ReadonlyMap<string, Instance> {
  return new Map(instances.map((instance) => [instance.instanceId, instance]));
}

/** Makes the problem of tags that no instance carries. */
export function nothingSelected(): Problem {
  return new Problem('instance_not_found', 'No instance carries all of these tags: nothing was changed.');
}

/**
 * Makes the problem of a request about more instances than are allowed.
 *
 * @param count how many there are; undefined where they were not counted to the end
 */
export function tooManyInstances(count: number | undefined, limit: number): Problem {
  const advice =
    limit === synchronousLimit ? `Use "async": true for up to ${jobLimit}, or select fewer.` : 'Select fewer.';
  return new Problem(
    'too_many_instances',
    `The request is about ${count ?? `more than ${limit}`} instances; at most ${limit} are allowed. ${advice}`,
  );
}
