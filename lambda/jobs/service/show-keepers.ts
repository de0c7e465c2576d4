import { Problem } from '../../domain/problem';
import { hasEnded, type JobEntry, Phase } from '../model';
import type { PendingStops } from '../ports';
import { keeperOf, stopsByInstance } from '../rules/pending-stops';
import { isStoppable, takenOverBy } from '../rules/stop-exemptions';
import type { JobView } from './read';

/**
 * Shows which instances a job that waits for its stop will leave to jobs accepted later, as of now: the job itself
 * finds out only when its time is over.
 */
export async function showKeepers(stops: PendingStops, view: JobView): Promise<JobView> {
  const { job, instanceIds, entries } = view;
  if (hasEnded(job) || job.phase !== Phase.sleep) return view;
  const rows = await stops.read(job.region, instanceIds).catch((error: unknown) => {
    if (error instanceof Problem) return [];
    throw error;
  });
  const own = { jobId: job.jobId, askedAt: job.createdAt };
  const promised = stopsByInstance(rows);
  const shown = (entry: JobEntry): JobEntry => {
    if (!isStoppable(entry)) return entry;
    const keeper = keeperOf(promised.get(entry.instanceId) ?? [], own, () => true);
    return keeper === undefined ? entry : takenOverBy(entry, keeper.jobId);
  };
  return { ...view, entries: entries.map(shown) };
}
