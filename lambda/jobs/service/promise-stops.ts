import { isInstanceId, synchronousLimit } from '../../domain/instance';
import type { Job } from '../model';
import type { PendingStops } from '../ports';

/**
 * Writes down that a job is to stop instances again, before they run: from its acceptance on nobody else's stop counts. The
 * time runs from the acceptance until it is known when they run. A job without `stop_after` promises nothing.
 */
export async function promiseStops(
  stops: PendingStops,
  { jobId, createdAt: askedAt, region, work: { stopAfterSeconds } }: Job,
  instanceIds: readonly string[],
): Promise<void> {
  if (stopAfterSeconds === undefined) return;
  const stopAt = new Date(Date.parse(askedAt) + stopAfterSeconds * 1000).toISOString();
  const promised = instanceIds.filter(isInstanceId);
  if (promised.length === 0) return;
  await stops.write(
    region,
    promised.map((instanceId) => ({ instanceId, jobId, askedAt, stopAt, firm: false })),
  );
}

/** The instances that a request promises for itself, because they are few and named; the others the job's first step does. */
export function promisedAtOnce({ work: { selection } }: Job): readonly string[] {
  return selection?.kind === 'ids' && selection.ids.length <= synchronousLimit ? selection.ids : [];
}
