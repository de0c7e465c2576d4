import type { JobStepResult } from '../../../contract/jobs';
import { chunkCount, hasEnded, type Job, type JobEntry, Phase, Stage } from '../model';
import { takenOverWarning } from '../rules/stop-exemptions';
import { endAsCancelled } from '../service/cancel';
import type { StepDependencies } from './dependencies';
import { done, sleepNext } from './next';
import { saveChanged } from './poll';

type Chunks = readonly (readonly JobEntry[])[];

/**
 * The change is done: from now the time of `stop_after` runs. Each instance has one pending stop at most; this job takes
 * those of its instances over, unless a job that was asked for later has them.
 */
export async function scheduleStop(deps: StepDependencies, job: Job, chunks: Chunks): Promise<JobStepResult> {
  const { stops, store, clock } = deps;
  const ids = chunks
    .flat()
    .filter(stoppable)
    .map(({ instanceId }) => instanceId);
  const stopAt = new Date(clock.now() + (job.work.stopAfterSeconds ?? 0) * 1000).toISOString();
  const { jobId, createdAt: askedAt } = job;
  const others = await stops.claim(job.region, ids, { jobId, askedAt, stopAt });
  // Before this job shows that it is up: whoever has seen that finds the others ended.
  for (const other of others) await releasePreviousOwner(deps, other);
  const changes = { phase: Phase.sleep, stopAt };
  if (!(await store.update(jobId, changes))) return done(job);
  return (await endIfReleased(deps, { ...job, ...changes }, chunks)) ? done(job) : sleepNext(job, stopAt);
}

/** Looks whether another job, which has just lost a pending stop, has any left. */
async function releasePreviousOwner(deps: StepDependencies, jobId: string): Promise<void> {
  const head = await deps.store.read(jobId);
  if (head === undefined || hasEnded(head.job) || head.job.phase !== Phase.sleep) return;
  const rest = await deps.store.readChunks(jobId, 1, chunkCount(head.job));
  await endIfReleased(deps, head.job, [head.entries, ...rest]);
}

/**
 * Ends a job that has lost the last of its pending stops, as cancelled: it has nothing left to do.
 * @returns whether it was ended
 */
export async function endIfReleased(deps: StepDependencies, job: Job, chunks: Chunks): Promise<boolean> {
  const { owned, marked } = await ownership(deps, job, chunks);
  if (owned.size > 0) return false;
  await saveChanged(deps.store, job.jobId, chunks, marked);
  await endAsCancelled(deps, { job, entries: marked[0] ?? [] });
  return true;
}

/** Is the instance one that the job has brought up, and is to stop again? */
export function stoppable({ instanceId, stage, result, startResult }: JobEntry): boolean {
  return (
    instanceId !== '' &&
    stage === Stage.settled &&
    startResult === undefined &&
    result !== undefined &&
    result.reason === undefined
  );
}

/** Which instances of a job it may still stop, and what its chunks are when the others are marked. */
export interface Ownership {
  /** Instances whose pending stop is the job's. */
  readonly owned: ReadonlySet<string>;
  /** The chunks, with a warning at each instance whose stop another job has taken over. */
  readonly marked: readonly (readonly JobEntry[])[];
}

/** Finds out which pending stops are still the job's own. */
export async function ownership(
  { stops }: StepDependencies,
  { jobId, region }: Job,
  chunks: readonly (readonly JobEntry[])[],
): Promise<Ownership> {
  const ids = chunks
    .flat()
    .filter(stoppable)
    .map(({ instanceId }) => instanceId);
  const owners = await stops.owners(region, ids);
  const mark = (entry: JobEntry): JobEntry => {
    const owner = owners.get(entry.instanceId);
    if (!stoppable(entry) || entry.result === undefined || owner === undefined || owner === jobId) return entry;
    return { ...entry, result: { ...entry.result, warning: takenOverWarning(owner) } };
  };
  return {
    owned: new Set(ids.filter((id) => owners.get(id) === jobId)),
    marked: chunks.map((entries) => entries.map(mark)),
  };
}
