import type { ChangeAction } from '../../contract/actions';
import { type ProblemCode, problemKind } from '../../contract/problems';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, type Reason, reasonOf } from '../domain/outcome';
import type { Problem } from '../domain/problem';
import { transition } from '../domain/transitions';
import type { Batch } from './batch';

/**
 * Failures after which it is not known whether the call was carried out: nobody answered, or what answered does not prove
 * that nothing happened.
 * @see docs/decisions/0030
 */
export const unclearAnswers: ReadonlySet<ProblemCode> = new Set([
  'aws_unreachable',
  'aws_timeout',
  'aws_unavailable',
  'aws_error',
  'docker_unreachable',
]);

/** Checks whether a call may have been carried out although it failed. */
export function mayHaveHappened({ code, extras }: Problem): boolean {
  return extras.unclear ?? unclearAnswers.has(code);
}

/**
 * Polls instances when the outcome of their change is unclear. An instance that moved as asked counts as changed; the
 * outcome of the others says that it is unknown.
 * @param instances - as they were before the call
 */
export async function outcomesAfterTimeout(
  { ec2, action, warning }: Pick<Batch, 'ec2' | 'action' | 'warning'>,
  instances: readonly Instance[],
  problem: Problem,
): Promise<readonly Outcome[]> {
  if (instances.length === 0) return [];
  const ids = instances.map(({ instanceId }) => instanceId);
  // A look that fails itself is taken once more, as long as there is time.
  const seen = await ec2.describe(ids).catch(() => ec2.describe(ids).catch(() => undefined));
  const now = new Map((seen ?? []).map((instance) => [instance.instanceId, instance]));
  const reason = reasonAfter(problem, seen !== undefined);
  return instances.map((before) => {
    const after = now.get(before.instanceId);
    const went = after !== undefined && after.state !== before.state && isThere(after, action);
    return went ? changed(before, action, after.state, warning) : declined('failed', action, after ?? before, reason);
  });
}

function isThere({ state }: Instance, action: ChangeAction): boolean {
  return transition(state, action).kind === 'unchanged';
}

/** The problems that are an answer, which a look at an instance that has not moved confirms. */
const answers: ReadonlySet<ProblemCode> = new Set(['aws_unavailable', 'aws_error']);

/**
 * Explains why an instance that was not seen to move has failed: by EC2's answer, or because the outcome is unknown.
 */
function reasonAfter(problem: Problem, looked: boolean): Reason {
  const reason = reasonOf(problem);
  if (looked && (answers.has(reason.code) || reason.code === 'docker_unreachable')) return reason;
  return {
    ...reason,
    code: 'aws_timeout',
    detail: `${problem.detail} Look at the instance before the request is repeated.`,
    retryable: problemKind('aws_timeout').retryable ?? false,
  };
}
