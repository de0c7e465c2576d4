import type { Planned } from '../../instances/plan';
import { type Job, type JobEntry, Phase, Stage } from '../model';
import { settle } from '../rules/entry';
import { alreadyTerminated, isUp, leftTo, restartedSince } from '../rules/stop-exemptions';
import type { StepDependencies } from './dependencies';
import { findKeepers, type Keepers } from './keepers';

/**
 * Finds what the stop of `stop_after` leaves alone: an instance that is gone, one that runs anew, and one that another job
 * keeps on. Any other action exempts nothing.
 * @param known - who keeps instances on, where the step has found that out already
 * @returns what becomes of the entries, by instance id
 */
export async function stopExemptions(
  deps: StepDependencies,
  job: Job,
  due: readonly JobEntry[],
  plan: ReadonlyMap<string, Planned>,
  known?: Keepers,
): Promise<ReadonlyMap<string, JobEntry>> {
  if (job.phase !== Phase.stop) return new Map();
  const now = deps.clock.now();
  // What EC2 may have been asked for already can no longer be left to another.
  const open = due.filter(({ stage }) => stage === Stage.todo).map(({ instanceId }) => instanceId);
  const keepers = known ?? (await findKeepers(deps, job, open));
  return new Map(
    due.flatMap((entry) => {
      const { instanceId, stage } = entry;
      const item = plan.get(instanceId);
      if (item === undefined) return [];
      const result = alreadyTerminated(item) ?? restartedSince(job, item.instance);
      if (result !== undefined) return [[instanceId, settle(entry, result, now)] as const];
      const keeper = stage === Stage.todo && isUp(item.instance) ? keepers.get(instanceId) : undefined;
      return keeper === undefined ? [] : [[instanceId, leftTo(entry, keeper.jobId)] as const];
    }),
  );
}
