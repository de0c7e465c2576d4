import type { ResponseBody } from '../../../contract/responses';
import { InstanceState } from '../../../contract/states';
import { sees } from '../../domain/caller';
import { jobLimit } from '../../domain/instance';
import { Problem } from '../../domain/problem';
import { select } from '../../instances/select';
import type { Due } from '../../schedules/rules/upcoming';
import type { RequestContext } from '../context';
import { selectionOf } from '../scope';
import { dueShape } from './schedules-shape';

/** Instances that a dry run shows. */
const shownInstances = 100;

/** Makes the preview in a schedule's dry run: its next ten times, enabled or not, and the instances that it selects now. */
export async function previewOf(
  context: RequestContext,
  times: readonly Due[],
): Promise<ResponseBody<'SchedulePreview'>> {
  const next = times.map(dueShape);
  try {
    const { parameters, config, caller, region, ec2Of } = context;
    const selection = selectionOf(parameters, config);
    const { ids, instances } = await select(ec2Of(region), selection, jobLimit, caller);
    const isThere = (id: string): boolean => {
      const instance = instances.get(id);
      return instance !== undefined && sees(caller, instance) && instance.state !== InstanceState.terminated;
    };
    const found = ids.filter(isThere);
    const missing = ids.filter((id) => !isThere(id));
    return {
      next,
      count: found.length,
      instance_ids: found.slice(0, shownInstances),
      ...(missing.length === 0 ? {} : { warning: notFound(missing) }),
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { next, warning: `The instances could not be looked up: ${error.detail}` };
  }
}

function notFound(ids: readonly string[]): string {
  const [first, ...more] = ids;
  return `There is no instance ${first}${more.length === 0 ? '' : `, and ${more.length} more are not there`}.`;
}
