import type { Instance } from '../../domain/instance';
import { Problem } from '../../domain/problem';
import { reasonOf } from '../../instances/act';
import { actionNow, type Job, type JobEntry, Stage } from '../model';
import { afterBlindLook, afterLook } from '../rules/watch';
import type { StepDependencies } from './dependencies';
import { saveChanged } from './save';

/**
 * Looks at every instance that is watched or waited for, all chunks in one go, and writes down what has changed.
 * @returns the chunks as they are now
 */
export async function look(
  deps: StepDependencies,
  job: Job,
  chunks: readonly (readonly JobEntry[])[],
): Promise<readonly (readonly JobEntry[])[]> {
  const { ec2Of, clock, store } = deps;
  const action = actionNow(job);
  const watched = chunks.flat().filter(({ stage }) => stage === Stage.watching || stage === Stage.waiting);
  const ids = watched.map(({ instanceId }) => instanceId);
  const seen = ids.length === 0 ? [] : await ec2Of(job.region).describe(ids).catch(asProblem);
  const now = clock.now();
  const next = (entry: JobEntry): JobEntry =>
    seen instanceof Problem
      ? afterBlindLook(entry, reasonOf(seen), action, now)
      : afterLook(entry, instances.get(entry.instanceId), action, now);
  const instances = new Map<string, Instance>(
    seen instanceof Problem ? [] : seen.map((instance) => [instance.instanceId, instance]),
  );
  const looked = chunks.map((entries) => entries.map(next));
  await saveChanged(store, job.jobId, chunks, looked);
  return looked;
}

/** A Describe that fails is no reason to give up on the instances: the next look may succeed. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
