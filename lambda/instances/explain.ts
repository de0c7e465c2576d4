import { defined } from '../../contract/defined';
import type { ProblemCode } from '../../contract/problems';
import { judge } from '../domain/guards';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, reasonOf, unchanged } from '../domain/outcome';
import type { Problem } from '../domain/problem';
import type { Batch } from './batch';

const mayHaveChanged: ReadonlySet<ProblemCode> = new Set(['incorrect_state', 'instance_busy', 'role_misconfigured']);

/**
 * Explains why EC2 refused instances that passed the guards. Their states or tags may have changed in between, so they
 * are described again.
 */
export async function explain(
  batch: Batch,
  instances: readonly Instance[],
  problem: Problem,
): Promise<readonly Outcome[]> {
  const { ec2, action } = batch;
  const reason = reasonOf(problem);
  if (!mayHaveChanged.has(problem.code) && !problem.extras.unclear) {
    return instances.map((instance) => declined('failed', action, instance, reason));
  }
  const seen = await ec2.describe(instances.map(({ instanceId }) => instanceId)).catch(() => []);
  const now = new Map(seen.map((instance) => [instance.instanceId, instance]));
  return instances.map((instance) => explainOne(batch, instance, now.get(instance.instanceId), problem));
}

function explainOne(batch: Batch, then: Instance, now: Instance | undefined, problem: Problem): Outcome {
  const { action, caller, rules, stop, warning } = batch;
  const reason = reasonOf(problem);
  if (now === undefined) return declined('failed', action, then, reason);
  const verdict = judge(now, action, caller, rules, stop);
  if (verdict.kind === 'unchanged') {
    // An attempt whose answer was lost has set it going, and the next one was refused for that.
    const ours = problem.extras.unclear === true && now.state !== then.state;
    return ours ? changed(then, action, now.state, warning) : unchanged(now, action);
  }
  if (verdict.kind === 'act') return declined('failed', action, now, reason);
  const { awsCode } = problem.extras;
  return declined('failed', action, now, { ...verdict.reason, ...defined({ awsCode }) });
}
