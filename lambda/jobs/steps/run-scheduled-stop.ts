import type { JobStepResult } from '../../../contract/jobs';
import { type Job, type JobEntry, Phase, Stage } from '../model';
import { nextOwnerCheck } from '../rules/pending-stops';
import { isStoppable, takenOverBy, toBeStopped } from '../rules/stop-exemptions';
import { goOnAnew } from '../service/wake-job';
import { advance, finish } from './advance';
import type { StepDependencies } from './dependencies';
import { type Keepers, keepersAmong } from './keepers';
import { done, sleepNext } from './next';
import { saveChanged } from './poll';

/**
 * Runs the stop of `stop_after` when its time is over. An instance that a job accepted later keeps on is left to that
 * job, and checked until it is stopped: if the other job ends without stopping it, this one does. Instances that did
 * not start keep their results.
 * @param round - how often in a row the job has looked and left everything to others
 */
export async function runScheduledStop(
  deps: StepDependencies,
  job: Job,
  chunks: readonly (readonly JobEntry[])[],
  round: number,
): Promise<JobStepResult> {
  const { clock, store } = deps;
  const { jobId, stopAt } = job;
  const waiting = chunks.flat().filter(isStoppable);
  const promises = await deps.stops.read(
    job.region,
    waiting.map(({ instanceId }) => instanceId),
  );
  const isEarly = stopAt !== undefined && clock.now() < Date.parse(stopAt);
  // What a job accepted later has stopped is promised no more: then there is nothing left to wait for.
  if (isEarly && promises.some((stop) => stop.jobId === jobId)) return sleepNext(job, stopAt);
  const keepers = await keepersAmong(deps, job, promises);
  const next = (entry: JobEntry): JobEntry => {
    if (!isStoppable(entry)) return entry;
    const keeper = keepers.get(entry.instanceId)?.jobId;
    if (keeper === undefined) return toBeStopped(entry, clock.now());
    return entry.keptBy === keeper ? entry : takenOverBy(entry, keeper);
  };
  const renewed = chunks.map((entries) => entries.map(next));
  await saveChanged(store, jobId, chunks, renewed);
  const all = renewed.flat();
  if (all.every(({ stage }) => stage === Stage.settled)) {
    return keepers.size === 0 ? finish(deps, job, all) : yieldTo(deps, job, keepers, round);
  }
  if (!(await store.update(jobId, { phase: Phase.stop }))) return done(job);
  return advance(deps, { ...job, phase: Phase.stop }, renewed, 0, keepers);
}

/** Looks after which a job that yields goes on in a new execution: the history of one holds 25,000 events. */
const mostLooks = 200;

async function yieldTo(deps: StepDependencies, job: Job, keepers: Keepers, round: number): Promise<JobStepResult> {
  if (round >= mostLooks) {
    await goOnAnew(deps, job);
    return done(job);
  }
  const now = deps.clock.now();
  const own = Date.parse(job.stopAt ?? job.updatedAt);
  const checks = [...keepers.values()].map(({ stopAt }) => nextOwnerCheck(own, Date.parse(stopAt), now));
  return sleepNext(job, new Date(Math.min(...checks)).toISOString(), round + 1);
}
