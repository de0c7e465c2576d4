import { Problem } from '../../domain/problem';
import { chunkCount, hasEnded, type Job, type JobEntry, type JobHead, type JobWork } from '../model';
import type { Clock, JobEvents, JobStore } from '../ports';
import { ExecutionState, endByExecution, endedWith, type JobEnd, resultsOf, summaryOf } from '../rules/end';
import { type ReleaseDependencies, releaseStops } from './release-stops';

export interface EndDependencies extends ReleaseDependencies {
  readonly clock: Clock;
  readonly events: JobEvents;
}

/**
 * Ends a job, unless it has ended, and reports its end: once for each job, because only one write can end it. Its
 * pending stops are released.
 * @param entries - all of its instances
 * @param asker - the job that found out that this one is lost
 * @returns whether it was this call that ended it
 */
export async function endJob(
  deps: EndDependencies,
  job: Job,
  end: JobEnd,
  entries: readonly JobEntry[],
  asker?: string,
): Promise<boolean> {
  const { store, clock, events } = deps;
  const results = entries.map((entry) => endedWith({ ...job, ...end }, entry));
  const work = withoutLogin(job.work);
  const changes = {
    ...end,
    summary: summaryOf(results),
    finishedAt: new Date(clock.now()).toISOString(),
    ...(work === job.work ? {} : { work }),
  };
  if (!(await store.update(job.jobId, changes))) return false;
  if (work.stopAfterSeconds !== undefined) await releaseStops(deps, job, entries, asker);
  await events.ended({ ...job, ...changes }, results.flatMap(resultsOf));
  return true;
}

/** Reads all instances of a job, of which the first chunk is read already. */
export async function allEntries(store: JobStore, { job, entries }: JobHead): Promise<readonly JobEntry[]> {
  const rest = await store.readChunks(job.jobId, 1, chunkCount(job));
  return [...entries, ...rest.flat()];
}

/**
 * Removes the login from a job's work: even the hash of a password is kept for no longer than a repeated launch may
 * need it.
 */
export function withoutLogin(work: JobWork): JobWork {
  if (work.launch?.login === undefined) return work;
  const { login: _, ...launch } = work.launch;
  return { ...work, launch };
}

/**
 * Finds out whether a job that seems to run has lost its execution, and records its end. The execution's history may be
 * gone: the record counts.
 * @param asker - the job that wants to know
 */
export async function reconcile(deps: EndDependencies, head: JobHead, asker?: string): Promise<JobHead> {
  const { store, machine, clock } = deps;
  const { job } = head;
  if (hasEnded(job)) return head;
  const state = await machine.state(job).catch((error: unknown) => {
    // The record is good enough while the state machine cannot be asked.
    if (error instanceof Problem) return ExecutionState.running;
    throw error;
  });
  const end = endByExecution(state, job, clock.now());
  if (end === undefined) return head;
  await endJob(deps, job, end, await allEntries(store, head), asker);
  // Whether by this call or another, the end is written now.
  return (await store.read(job.jobId)) ?? head;
}

/** Milliseconds without a word after which a job is looked into when it is listed: more than any step or deadline takes. */
const silence = 3_600_000;

/** Checks whether a job's record has not changed for longer than that of any live job. */
export function isOverdue(job: Job, now: number): boolean {
  if (hasEnded(job)) return false;
  return now - Math.max(Date.parse(job.updatedAt), Date.parse(job.stopAt ?? job.updatedAt)) > silence;
}
