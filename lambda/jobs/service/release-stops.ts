import { Problem } from '../../domain/problem';
import { type Job, type JobEntry, Stage } from '../model';
import type { Clock, PendingStops } from '../ports';
import { acceptedBefore, isPastDue, type PendingStop } from '../rules/pending-stops';
import { type WakeDependencies, wakeJob } from './wake-job';

export interface ReleaseDependencies extends WakeDependencies {
  readonly stops: PendingStops;
  readonly clock: Pick<Clock, 'now'>;
}

/** Jobs that one release wakes at most; the others look by themselves before long. */
const mostWoken = 20;

/**
 * Releases the pending stops of a job that has ended: its promises are removed, and jobs that left an overdue stop to
 * it are woken. Jobs accepted before need not stop what it has stopped, so those are woken as well. The records of jobs
 * decide who owns a stop, so nothing is lost when this fails halfway: the others notice later.
 * @param entries - all of its instances
 * @param asker - a job that is finding this out, and looks anyway
 */
export async function releaseStops(
  deps: ReleaseDependencies,
  job: Job,
  entries: readonly JobEntry[],
  asker?: string,
): Promise<void> {
  const { stops, clock } = deps;
  try {
    const rows = await stops.read(job.region, instancesOf(job, entries));
    const stopped = new Set(entries.filter(isStoppedAgain).map(({ instanceId }) => instanceId));
    const own = { jobId: job.jobId, askedAt: job.createdAt };
    const isOver = (row: PendingStop): boolean =>
      row.jobId === job.jobId || (stopped.has(row.instanceId) && acceptedBefore(row, own));
    await stops.remove(job.region, rows.filter(isOver));
    const others = rows.filter(({ jobId }) => jobId !== job.jobId && jobId !== asker);
    const concerned = others.filter((row) => isOver(row) || isPastDue(row, clock.now()));
    const heirs = [...new Set(concerned.map(({ jobId }) => jobId))];
    for (const heir of heirs.slice(0, mostWoken)) await wakeJob(deps, heir);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

function instancesOf({ work }: Job, entries: readonly JobEntry[]): readonly string[] {
  const known = entries.flatMap(({ instanceId }) => (instanceId === '' ? [] : [instanceId]));
  return known.length === 0 && work.selection?.kind === 'ids' ? work.selection.ids : known;
}

/** Checks whether the job stopped the instance at the end of `stop_after`, or found it stopped or gone then. */
function isStoppedAgain({ stage, startResult, result }: JobEntry): boolean {
  const over =
    stage === Stage.settled && startResult !== undefined && result !== undefined && result.reason === undefined;
  return over && result.currentState !== 'running' && result.currentState !== 'pending';
}
