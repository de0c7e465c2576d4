import { unknownInstance } from '../../domain/guards';
import { isInstanceId, jobLimit, type Selection } from '../../domain/instance';
import { Problem } from '../../domain/problem';
import type { Ec2Of } from '../../instances/ec2';
import { nothingSelected, select, tooManyInstances } from '../../instances/select';
import type { ChangeJobRequest } from '../ports';

/**
 * Determines the selection that a job starts with. Too many instances, and a single malformed id, are refused at once.
 * Tags are resolved by the job itself, unless the request waits for it.
 * @throws Problem `too_many_instances`, `invalid_instance_id`, `instance_not_found`, and what the EC2 port throws
 */
export async function resolveTarget(deps: { readonly ec2Of: Ec2Of }, request: ChangeJobRequest): Promise<Selection> {
  const { target, region, caller, limit } = request;
  switch (target.kind) {
    case 'ids': {
      const ids = [...new Set(target.ids)];
      if (ids.length > limit) throw tooManyInstances(ids.length, limit);
      const [only] = ids;
      if (ids.length === 1 && only !== undefined && !isInstanceId(only)) {
        const { code, detail } = unknownInstance(only);
        throw new Problem(code, detail);
      }
      return { kind: 'ids', ids: [...new Set(ids.map(shortened))] };
    }
    case 'tags': {
      if (limit === jobLimit) return target;
      const { ids } = await select(deps.ec2Of(region), target, limit, caller);
      if (ids.length === 0) throw nothingSelected();
      return { kind: 'ids', ids };
    }
    case 'address':
      return target.resolve();
  }
}

/** Characters of an id that are written down; none of more is an instance's. */
const longest = 64;

/** Shortens what is no id: it must not make a record larger than the table allows. */
function shortened(id: string): string {
  return id.length > longest ? `${id.slice(0, longest)}…` : id;
}
