import type { JobStore, PendingStops } from '../ports';
import { ownerOf, type PendingStop, stopsByInstance } from '../rules/pending-stops';

/**
 * Finds out until when a `stop_after` keeps instances on: from the acceptance of its job on, and no longer than the job
 * lives. Of several jobs the one that was accepted last counts; when that one is cancelled, the one before it.
 * @returns the stop that is to come, of each instance that has one
 */
export async function keptUntil(
  { stops, store }: { readonly stops: PendingStops; readonly store: Pick<JobStore, 'openAmong'> },
  region: string,
  instanceIds: readonly string[],
): Promise<ReadonlyMap<string, PendingStop>> {
  const rows = await stops.read(region, instanceIds);
  const open = rows.length === 0 ? new Set<string>() : await store.openAmong(rows.map(({ jobId }) => jobId));
  return new Map(
    [...stopsByInstance(rows)].flatMap(([instanceId, promised]) => {
      const owner = ownerOf(promised, ({ jobId }) => open.has(jobId));
      return owner === undefined ? [] : [[instanceId, owner] as const];
    }),
  );
}
