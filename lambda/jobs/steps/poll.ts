import type { Instance } from '../../domain/instance';
import { reasonOf } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { actionNow, chunkCount, type Job, type JobEntry, Stage } from '../model';
import type { JobStore } from '../ports';
import { afterFailedPoll, afterPoll } from '../rules/watch';
import type { StepDependencies } from './dependencies';

/**
 * Looks at every instance that is watched or waited for, all chunks in one go, and writes down what has changed.
 * @returns the chunks as they are now
 */
export async function poll(
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
      ? afterFailedPoll(entry, reasonOf(seen), action, now)
      : afterPoll(entry, instances.get(entry.instanceId), action, now);
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

type Chunks = readonly (readonly JobEntry[])[];

/** Writes the chunks in which an entry has become another one. */
export async function saveChanged(store: JobStore, jobId: string, before: Chunks, after: Chunks): Promise<void> {
  const changed = after.flatMap((entries, chunk) =>
    entries.some((entry, i) => entry !== before[chunk]?.[i]) ? [{ chunk, entries }] : [],
  );
  if (changed.length > 0) await store.saveChunks(jobId, changed);
}

/** A job and all of its instances. */
export interface WholeJob {
  readonly job: Job;
  readonly chunks: readonly (readonly JobEntry[])[];
}

/** Reads a job with all of its instances. */
export async function readAll(store: JobStore, jobId: string): Promise<WholeJob> {
  const head = await store.read(jobId);
  if (head === undefined) throw new Error(`there is no job ${jobId}`);
  const rest = await store.readChunks(jobId, 1, chunkCount(head.job));
  return { job: head.job, chunks: [head.entries, ...rest] };
}
