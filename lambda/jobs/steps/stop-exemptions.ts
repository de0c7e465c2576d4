import type { Planned } from '../../instances/plan';
import { type Job, type JobEntry, Phase, Stage } from '../model';
import { settle } from '../rules/entry';
import { isPastDue } from '../rules/pending-stops';
import { alreadyTerminated, isLaterRun, isUp, keptUntil, restartedSince, takenOverBy } from '../rules/stop-exemptions';
import type { StepDependencies } from './dependencies';
import { findKeepers, type Keepers } from './keepers';

/**
 * Finds the exemptions from the stop of `stop_after`: an instance that is gone, one that was restarted, and one that
 * another job keeps on. The stop of a schedule exempts what any `stop_after` keeps on. Any other action exempts
 * nothing.
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
  if (job.phase !== Phase.stop) return keptFromSchedule(deps, job, due, plan);
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
      return keeper === undefined ? [] : [[instanceId, takenOverBy(entry, keeper.jobId)] as const];
    }),
  );
}

/** Finds what the stop of a schedule leaves alone: instances that a `stop_after`, requested before or after, keeps until then. */
async function keptFromSchedule(
  deps: StepDependencies,
  job: Job,
  due: readonly JobEntry[],
  plan: ReadonlyMap<string, Planned>,
): Promise<ReadonlyMap<string, JobEntry>> {
  if (job.schedule === undefined || job.action !== 'stop') return new Map();
  const now = deps.clock.now();
  const open = due.filter(({ stage }) => stage === Stage.todo).map(({ instanceId }) => instanceId);
  const keepers = await findKeepers(deps, { ...job, createdAt: '' }, open);
  const jobs = await jobsOf(deps, keepers);
  return new Map(
    due.flatMap((entry) => {
      const { instanceId } = entry;
      const [keeper, instance] = [keepers.get(instanceId), plan.get(instanceId)?.instance];
      if (keeper === undefined || instance === undefined || !isUp(instance) || isPastDue(keeper, now)) return [];
      // Its job will not stop a run that somebody has begun since: that one is nobody's wish.
      const keeping = jobs.get(keeper.jobId);
      if (keeping !== undefined && isLaterRun(keeping, instance)) return [];
      return [[instanceId, settle(entry, keptUntil(instance, keeper), now)] as const];
    }),
  );
}

/** The jobs of keepers, by their ids. */
async function jobsOf({ store }: StepDependencies, keepers: Keepers): Promise<ReadonlyMap<string, Job>> {
  const ids = [...new Set([...keepers.values()].map(({ jobId }) => jobId))];
  const heads = await Promise.all(ids.map((id) => store.read(id)));
  return new Map(heads.flatMap((head) => (head === undefined ? [] : [[head.job.jobId, head.job] as const])));
}
