import type { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import { judge, refused } from '../domain/guards';
import { withTags } from '../domain/instance';
import { reasonOf } from '../domain/outcome';
import { Problem } from '../domain/problem';
import type { ActContext } from './act';
import type { StopOptions } from './ec2';
import type { Planned } from './plan';

/** Refusals for want of a tag. */
const wantsTag: ReadonlySet<ProblemCode> = new Set(['instance_not_found', 'instance_not_allowed', 'not_created_here']);

/**
 * Looks at the tags once more where a Describe without tags would decide: it may leave them out, so that a guard that
 * needs a tag to say no would let everything through, and one that needs a tag to say yes would refuse falsely.
 * @returns the plan, judged by all tags; what cannot be looked at is refused
 */
export async function withCertainTags(
  context: ActContext,
  action: ChangeAction,
  planned: readonly Planned[],
  options: StopOptions,
): Promise<readonly Planned[]> {
  const doubtful = new Set(planned.filter(isDoubtful).map(({ instanceId }) => instanceId));
  if (doubtful.size === 0) return planned;
  const found = await context.ec2.tags([...doubtful]).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  return planned.map((item) => {
    const { instanceId, instance, verdict } = item;
    if (instance === undefined || !doubtful.has(instanceId)) return item;
    if (found instanceof Problem) {
      // A refusal stays what it is: only what would be done is held back by the doubt.
      return verdict.kind === 'act' ? { ...item, verdict: refused(reasonOf(found)) } : item;
    }
    const complete = withTags(instance, found.get(instanceId) ?? {});
    return {
      instanceId,
      instance: complete,
      verdict: judge(complete, action, context.caller, context.rules, options),
    };
  });
}

function isDoubtful({ instance, verdict }: Planned): boolean {
  if (instance === undefined || verdict.kind === 'unchanged') return false;
  const bare = Object.keys(instance.tags).length === 0;
  if (verdict.kind === 'act') return bare;
  return verdict.reason.code === 'instance_not_allowed' || (bare && wantsTag.has(verdict.reason.code));
}
