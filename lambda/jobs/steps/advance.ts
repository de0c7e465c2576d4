import type { JobStepResult } from '../../../contract/jobs';
import { enoughToAct } from '../../domain/deadline';
import { finalState } from '../../domain/transitions';
import { actionNow, type Job, type JobEntry, Phase, Stage } from '../model';
import { endByResults, type JobEnd } from '../rules/end';
import { nextLook, waitSeconds } from '../rules/schedule';
import { isStoppable } from '../rules/stop-exemptions';
import { endJob } from '../service/end';
import { actOnChunks, dueBatches } from './act';
import type { StepDependencies } from './dependencies';
import type { Keepers } from './keepers';
import { launch } from './launch';
import { actNext, done, failed, waitNext } from './next';
import { poll } from './poll';
import { scheduleStop, waitForOthers } from './schedule-stop';

/**
 * Decides what comes next for a job, and does it where it is little: a single batch is acted on at once, so that a job
 * of one instance takes few steps.
 * @param round - how often in a row the machine has waited
 * @param keepers - who keeps instances on, where the step has found that out already
 */
export async function advance(
  deps: StepDependencies,
  job: Job,
  chunks: readonly (readonly JobEntry[])[],
  round: number,
  keepers?: Keepers,
): Promise<JobStepResult> {
  const batches = dueBatches(chunks);
  const [only] = batches;
  const alone = batches.length > 1 || (only !== undefined && deps.deadline.remaining() < enoughToAct);
  if (alone && actionNow(job) !== 'create') return actNext(job, batches, round);
  const entries = only === undefined ? chunks : await actOn(deps, job, only, chunks, keepers);
  // The time of this step was not enough.
  const left = actionNow(job) === 'create' ? [] : dueBatches(entries);
  if (left.length > 0) return actNext(job, left, round);
  const some = entries.flat().some((entry) => claimsToBeThere(job, entry));
  const now = some ? await poll(deps, job, entries, round) : entries;

  const all = now.flat();
  if (!all.every(({ stage }) => stage === Stage.settled)) {
    // A large job keeps its slow rhythm: its history must hold even when its instances become ready one by one.
    const small = now.length <= 1;
    const rounds = only !== undefined && small ? 0 : round;
    const seconds = nextLook(all, rounds, deps.clock.now());
    return waitNext(job, small ? seconds : Math.max(seconds, waitSeconds(rounds)), rounds);
  }
  const stops = job.work.stopAfterSeconds !== undefined && all.some(isStoppable);
  if (!stops) return finish(deps, job, all);
  return job.phase === Phase.change ? scheduleStop(deps, job, all) : waitForOthers(deps, job);
}

async function actOn(
  deps: StepDependencies,
  job: Job,
  batch: readonly number[],
  chunks: readonly (readonly JobEntry[])[],
  keepers?: Keepers,
): Promise<readonly (readonly JobEntry[])[]> {
  if (actionNow(job) === 'create') return [await launch(deps, job, chunks[0] ?? [])];
  const acted = await actOnChunks(
    deps,
    job,
    batch.map((chunk) => ({ chunk, entries: chunks[chunk] ?? [] })),
    keepers,
  );
  const after = new Map(acted.map(({ chunk, entries }) => [chunk, entries]));
  return chunks.map((before, chunk) => after.get(chunk) ?? before);
}

/**
 * Checks whether EC2 answered that the instance is in its final state already, as emulators do: then there is nothing
 * to wait for.
 */
function claimsToBeThere(job: Job, { stage, result }: JobEntry): boolean {
  const action = actionNow(job);
  return stage === Stage.watching && result?.currentState === (action === 'create' ? 'running' : finalState[action]);
}

/** Ends a job whose instances are all settled, by their results. */
export async function finish(deps: StepDependencies, job: Job, entries: readonly JobEntry[]): Promise<JobStepResult> {
  const jobEnd = endByResults(entries);
  // A job that has succeeded says so by its status.
  const some =
    jobEnd.status === 'failed' && entries.some(({ result }) => result !== undefined && result.reason === undefined);
  return end(deps, job, some ? { ...jobEnd, ready: true } : jobEnd, entries);
}

/** Ends a job, unless it has been ended meanwhile; its execution ends as the job does. */
export async function end(
  deps: StepDependencies,
  job: Job,
  jobEnd: JobEnd,
  entries: readonly JobEntry[],
): Promise<JobStepResult> {
  await endJob(deps, job, jobEnd, entries);
  return jobEnd.status === 'failed' ? failed(job) : done(job);
}
