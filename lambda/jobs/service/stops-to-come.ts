import type { PendingStops } from '../ports';
import { ownerOf, type PendingStop, stopsByInstance } from '../rules/pending-stops';

/** Milliseconds after its time for which a stop is still to come: a job takes a while, and one that ended badly left it. */
const overdue = 3_600_000;

/**
 * Reads which instances are to be stopped again, in one query: of several jobs the one accepted last counts. Whether that
 * one lives is not asked: a job removes its promises when it ends.
 * @param instanceIds - the instances; absent: every instance of the region
 * @param now - milliseconds since 1970
 */
export async function stopsToCome(
  stops: Pick<PendingStops, 'read'>,
  region: string,
  instanceIds: readonly string[] | undefined,
  now: number,
): Promise<ReadonlyMap<string, PendingStop>> {
  const rows = await stops.read(region, instanceIds);
  return new Map(
    [...stopsByInstance(rows)].flatMap(([instanceId, promised]) => {
      const owner = ownerOf(promised, ({ stopAt }) => Date.parse(stopAt) > now - overdue);
      return owner === undefined ? [] : [[instanceId, owner] as const];
    }),
  );
}
