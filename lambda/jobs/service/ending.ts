import { chunkCount, type Job, type JobEntry, type JobHead, type JobWork } from '../model';
import type { Clock, JobChanges, JobEvents, JobStore } from '../ports';
import { resultsOf, verdictOf } from '../rules/verdict';

export interface EndDependencies {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly events: JobEvents;
}

/** How a job ends; what else there is to say of its instances is taken from their results. */
export type Ending = Required<Pick<JobChanges, 'status'>> & Pick<JobChanges, 'error'>;

/**
 * Ends a job, unless it has ended, and tells those who want to know: once for each job, because only one write ends it.
 * @param entries - all of its instances
 * @returns whether it was this call that ended it
 */
export async function endJob(
  { store, clock, events }: EndDependencies,
  job: Job,
  ending: Ending,
  entries: readonly JobEntry[],
): Promise<boolean> {
  const { summary } = verdictOf(entries);
  const work = withoutLogin(job.work);
  const changes = {
    ...ending,
    summary,
    finishedAt: new Date(clock.now()).toISOString(),
    ...(work === job.work ? {} : { work }),
  };
  if (!(await store.update(job.jobId, changes))) return false;
  await events.ended({ ...job, ...changes }, entries.flatMap(resultsOf));
  return true;
}

/** All instances of a job, of which the first chunk has been read. */
export async function allEntries(store: JobStore, { job, entries }: JobHead): Promise<readonly JobEntry[]> {
  const rest = await store.readChunks(job.jobId, 1, chunkCount(job));
  return [...entries, ...rest.flat()];
}

/** The work without its login: even the hash of a password is kept for no longer than a repeated launch may need it. */
export function withoutLogin(work: JobWork): JobWork {
  if (work.launch?.login === undefined) return work;
  const { login: _, ...launch } = work.launch;
  return { ...work, launch };
}
