import { sees } from '../../domain/caller';
import { isInstanceId, synchronousLimit } from '../../domain/instance';
import { Problem } from '../../domain/problem';
import type { Ec2Of } from '../../instances/ec2';
import type { Job } from '../model';
import type { PendingStops } from '../ports';

export interface PromiseDependencies {
  readonly stops: PendingStops;
  readonly ec2Of: Ec2Of;
}

/**
 * Writes down that a job is to stop instances again, before they run: from its acceptance on nobody else's stop counts. The
 * time runs from the acceptance until it is known when they run. A job without `stop_after` promises nothing, and none
 * promises what its caller does not see: else it would hold up the stops of others there until its first step is refused.
 */
export async function promiseStops(deps: PromiseDependencies, job: Job, instanceIds: readonly string[]): Promise<void> {
  const { stops } = deps;
  const { jobId, createdAt: askedAt, region, work } = job;
  if (work.stopAfterSeconds === undefined) return;
  const stopAt = new Date(Date.parse(askedAt) + work.stopAfterSeconds * 1000).toISOString();
  const promised = await visible(deps, job, instanceIds.filter(isInstanceId));
  if (promised.length === 0) return;
  await stops.write(
    region,
    promised.map((instanceId) => ({ instanceId, jobId, askedAt, stopAt, firm: false })),
  );
}

/** Finds the instances that the job's caller sees. Stops of what cannot be described now are promised when it runs. */
async function visible({ ec2Of }: PromiseDependencies, job: Job, instanceIds: readonly string[]) {
  const { action, requester, region } = job;
  // What a job has launched is its caller's.
  if (requester.tags === undefined || action === 'create' || instanceIds.length === 0) return instanceIds;
  const found = await ec2Of(region)
    .describe(instanceIds)
    .catch((error: unknown) => {
      if (error instanceof Problem) return [];
      throw error;
    });
  return found.filter((instance) => sees(requester, instance)).map(({ instanceId }) => instanceId);
}

/**
 * Lists the instances whose stops the request itself promises, because they are few and named; the job's first step
 * promises the others.
 */
export function promisedAtOnce({ work: { selection } }: Job): readonly string[] {
  return selection?.kind === 'ids' && selection.ids.length <= synchronousLimit ? selection.ids : [];
}
