import type { Instance } from '../../domain/instance';
import { type Reason, reasonOf } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import type { Ec2 } from '../../instances/ec2';
import { actionNow, chunkCount, type Job, type JobEntry, Stage } from '../model';
import type { JobStore } from '../ports';
import { afterFailedPoll, afterPoll } from '../rules/watch';
import type { StepDependencies } from './dependencies';

/** Instances that are looked at at a time. When a look fails, what was seen before it counts. */
const lookSize = 1000;

/**
 * Looks at every instance that is watched or waited for, all chunks in one go, and writes down what has changed.
 * @param round - where to begin among many instances: should the time not suffice for all, the next look begins elsewhere
 * @returns the chunks as they are now
 */
export async function poll(
  deps: StepDependencies,
  job: Job,
  chunks: readonly (readonly JobEntry[])[],
  round: number,
): Promise<readonly (readonly JobEntry[])[]> {
  const { ec2Of, clock, store } = deps;
  const action = actionNow(job);
  const watched = chunks.flat().filter(({ stage }) => stage === Stage.watching || stage === Stage.waiting);
  const ids = watched.map(({ instanceId }) => instanceId);
  const { instances, missed } = await look(ec2Of(job.region), turned(ids, round));
  const now = clock.now();
  const next = (entry: JobEntry): JobEntry => {
    const why = missed.get(entry.instanceId);
    return why === undefined
      ? afterPoll(entry, instances.get(entry.instanceId), action, now)
      : afterFailedPoll(entry, why, action, now);
  };
  const looked = chunks.map((entries) => entries.map(next));
  await saveChanged(store, job.jobId, chunks, looked);
  return looked;
}

/** What was seen of instances, and why the others were not looked at. */
interface Look {
  readonly instances: ReadonlyMap<string, Instance>;
  readonly missed: ReadonlyMap<string, Reason>;
}

/** Describes instances; a failure is returned, because the next poll may succeed. */
async function look(ec2: Pick<Ec2, 'describe'>, ids: readonly string[]): Promise<Look> {
  const instances = new Map<string, Instance>();
  for (let at = 0; at < ids.length; at += lookSize) {
    try {
      const seen = await ec2.describe(ids.slice(at, at + lookSize));
      for (const instance of seen) instances.set(instance.instanceId, instance);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const why = reasonOf(error);
      return { instances, missed: new Map(ids.slice(at).map((id) => [id, why])) };
    }
  }
  return { instances, missed: new Map() };
}

/** Rotates the ids by one poll's worth with each round. */
function turned(ids: readonly string[], round: number): readonly string[] {
  const looks = Math.max(1, Math.ceil(ids.length / lookSize));
  const first = (round % looks) * lookSize;
  return [...ids.slice(first), ...ids.slice(0, first)];
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
