import type { JobStepResult } from '../../../contract/jobs';
import { chunkCount, hasEnded, type Job, type JobEntry, Phase } from '../model';
import { endAsCancelled } from '../service/cancel';
import type { StepDependencies } from './dependencies';
import { done, sleepNext } from './next';
import { saveChanged } from './save';
import { ownership, stoppable } from './stop-after';

type Chunks = readonly (readonly JobEntry[])[];

/**
 * The change is done: from now the time of `stop_after` runs. Each instance has one pending stop at most; this job takes
 * those of its instances over, unless a job that was asked for later has them.
 */
export async function arm(deps: StepDependencies, job: Job, chunks: Chunks): Promise<JobStepResult> {
  const { stops, store, clock } = deps;
  const ids = chunks
    .flat()
    .filter(stoppable)
    .map(({ instanceId }) => instanceId);
  const stopAt = new Date(clock.now() + (job.work.stopAfterSeconds ?? 0) * 1000).toISOString();
  const { jobId, createdAt: askedAt } = job;
  const others = await stops.claim(job.region, ids, { jobId, askedAt, stopAt });
  // Before this job shows that it is up: whoever has seen that finds the others ended.
  for (const other of others) await relieve(deps, other);
  const changes = { phase: Phase.sleep, stopAt };
  if (!(await store.update(jobId, changes))) return done(job);
  return (await endIfRelieved(deps, { ...job, ...changes }, chunks)) ? done(job) : sleepNext(job, stopAt);
}

/** Looks whether another job, which has just lost a pending stop, has any left. */
async function relieve(deps: StepDependencies, jobId: string): Promise<void> {
  const head = await deps.store.read(jobId);
  if (head === undefined || hasEnded(head.job) || head.job.phase !== Phase.sleep) return;
  const rest = await deps.store.readChunks(jobId, 1, chunkCount(head.job));
  await endIfRelieved(deps, head.job, [head.entries, ...rest]);
}

/**
 * Ends a job that has lost the last of its pending stops, as cancelled: it has nothing left to do.
 * @returns whether it was ended
 */
export async function endIfRelieved(deps: StepDependencies, job: Job, chunks: Chunks): Promise<boolean> {
  const { owned, marked } = await ownership(deps, job, chunks);
  if (owned.size > 0) return false;
  await saveChanged(deps.store, job.jobId, chunks, marked);
  await endAsCancelled(deps, { job, entries: marked[0] ?? [] });
  return true;
}
