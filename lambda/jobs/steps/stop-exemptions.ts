import type { Planned } from '../../instances/plan';
import { type Job, type JobEntry, type JobResult, Phase, Stage } from '../model';
import { alreadyTerminated, restartedSince, takenOver } from '../rules/stop-exemptions';
import type { StepDependencies } from './dependencies';

/**
 * What the stop of `stop_after` leaves alone, with what is said of it: an instance that is gone, one that runs anew, and
 * one whose stop another job has taken over while this one was on its way to it. Any other action spares nothing.
 * @returns the results by instance id
 */
export async function stopExemption(
  { stops }: StepDependencies,
  job: Job,
  due: readonly JobEntry[],
  plan: ReadonlyMap<string, Planned>,
): Promise<ReadonlyMap<string, JobResult>> {
  if (job.phase !== Phase.stop) return new Map();
  const owners = await stops.owners(
    job.region,
    due.map(({ instanceId }) => instanceId),
  );
  return new Map(
    due.flatMap(({ instanceId, stage }) => {
      const item = plan.get(instanceId);
      if (item === undefined) return [];
      const owner = owners.get(instanceId);
      // What EC2 may have been asked for already can no longer be left to another.
      const lost = stage === Stage.todo && owner !== undefined && owner !== job.jobId;
      const result =
        alreadyTerminated(item) ??
        restartedSince(job, item.instance) ??
        (lost ? takenOver(item.instance, owner) : undefined);
      return result === undefined ? [] : [[instanceId, result] as const];
    }),
  );
}
