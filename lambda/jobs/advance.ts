import type { JobStepResult } from '../../contract/jobs';
import { actionNow, type Job, type JobEntry, Phase, Stage } from '../domain/job';
import { mustRest, nextLook } from '../domain/job-schedule';
import { finalState } from '../domain/transitions';
import { actOnChunk, isDue } from './act-on-chunk';
import { arm } from './arm';
import type { StepDependencies } from './dependencies';
import { finish } from './finish';
import { launch } from './launch';
import { look } from './look';
import { actNext, done, waitNext } from './next';

/**
 * Decides what comes next for a job, and does it where it is little: a single chunk is acted on here and now, so that a
 * job of one instance takes few steps.
 * @param round - how often in a row the machine has waited
 */
export async function advance(
  deps: StepDependencies,
  job: Job,
  chunks: readonly (readonly JobEntry[])[],
  round: number,
): Promise<JobStepResult> {
  const due = chunks.flatMap((entries, chunk) => (entries.some(isDue) ? [chunk] : []));
  if (due.length > 1 && !mustRest(job, chunks.length, deps.clock.now())) return actOnMany(deps, job, due);
  const only = due.length === 1 ? due[0] : undefined;
  const acted = only !== undefined;
  const entries = acted ? await actOn(deps, job, only, chunks) : chunks;
  const now = entries.flat().some((entry) => claimsToBeThere(job, entry)) ? await look(deps, job, entries) : entries;

  const all = now.flat();
  if (!all.every(({ stage }) => stage === Stage.settled)) {
    const rounds = acted ? 0 : round;
    return waitNext(job, nextLook(all, rounds, deps.clock.now()), rounds);
  }
  const stops = job.phase === Phase.change && job.work.stopAfterSeconds !== undefined;
  const running = all.some(({ result }) => result !== undefined && result.reason === undefined);
  return stops && running ? arm(deps, job, now) : finish(deps, job, all);
}

async function actOnMany({ store, clock }: StepDependencies, job: Job, due: readonly number[]): Promise<JobStepResult> {
  const rounds = { count: (job.rounds?.count ?? 0) + 1, last: new Date(clock.now()).toISOString() };
  return (await store.update(job.jobId, { rounds })) ? actNext(job, due) : done(job);
}

async function actOn(
  deps: StepDependencies,
  job: Job,
  chunk: number,
  chunks: readonly (readonly JobEntry[])[],
): Promise<readonly (readonly JobEntry[])[]> {
  const entries = chunks[chunk] ?? [];
  const acted =
    actionNow(job) === 'create' ? await launch(deps, job, entries) : await actOnChunk(deps, job, chunk, entries);
  return chunks.map((before, i) => (i === chunk ? acted : before));
}

/** Did EC2 answer that the instance is in its final state already, as emulators do? Then there is nothing to wait for. */
function claimsToBeThere(job: Job, { stage, result }: JobEntry): boolean {
  const action = actionNow(job);
  return stage === Stage.watching && result?.currentState === (action === 'create' ? 'running' : finalState[action]);
}
