import type { Job } from '../model';
import { acceptedBefore, keeperOf, type PendingStop, stopsByInstance } from '../rules/pending-stops';
import { reconcile } from '../service/end';
import type { StepDependencies } from './dependencies';

/** The stop that another job has promised later, of each instance that a job must leave to it. */
export type Keepers = ReadonlyMap<string, PendingStop>;

/** Jobs whose executions are asked for in one step at most; the records of the others are believed. */
const mostReconciled = 20;

/**
 * Finds the instances that a job must leave to live jobs accepted after it: their records are open and their executions
 * exist. The end of a lost job is recorded, so that it cannot come back.
 */
export async function findKeepers(deps: StepDependencies, job: Job, instanceIds: readonly string[]): Promise<Keepers> {
  return keepersAmong(deps, job, await deps.stops.read(job.region, instanceIds));
}

/** Finds the same from the pending stops of the instances, where they are read already. */
export async function keepersAmong(
  deps: StepDependencies,
  { jobId, createdAt }: Job,
  promises: readonly PendingStop[],
): Promise<Keepers> {
  const own = { jobId, askedAt: createdAt };
  const later = promises.filter((stop) => acceptedBefore(own, stop));
  if (later.length === 0) return new Map();
  const live = new Set(await deps.store.openAmong(later.map((stop) => stop.jobId)));
  const reconciled = new Set<string>();
  for (;;) {
    const keepers = keepersOf(later, own, live);
    const unsure = new Set([...keepers.values()].map((stop) => stop.jobId).filter((other) => !reconciled.has(other)));
    const [next] = unsure;
    if (next === undefined || reconciled.size >= mostReconciled) return keepers;
    reconciled.add(next);
    if (await isOver(deps, next, jobId)) live.delete(next);
  }
}

function keepersOf(
  later: readonly PendingStop[],
  own: Pick<PendingStop, 'jobId' | 'askedAt'>,
  live: ReadonlySet<string>,
): Keepers {
  return new Map(
    [...stopsByInstance(later)].flatMap(([instanceId, stops]) => {
      const keeper = keeperOf(stops, own, (stop) => live.has(stop.jobId));
      return keeper === undefined ? [] : [[instanceId, keeper] as const];
    }),
  );
}

async function isOver(deps: StepDependencies, jobId: string, asker: string): Promise<boolean> {
  const head = await deps.store.read(jobId);
  if (head === undefined) return true;
  const { status } = (await reconcile(deps, head, asker)).job;
  return status !== 'pending' && status !== 'running';
}
