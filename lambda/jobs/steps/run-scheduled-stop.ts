import type { JobStepResult } from '../../../contract/jobs';
import { type Job, type JobEntry, Phase } from '../model';
import { newEntry } from '../rules/entry';
import { advance } from './advance';
import type { StepDependencies } from './dependencies';
import { done, sleepNext } from './next';
import { saveChanged } from './poll';
import { endIfReleased, ownership, stoppable } from './schedule-stop';

/**
 * The time of `stop_after` is over: the job stops what is still its own to stop. Instances that came up are stopped;
 * whatever has become of the others stays their result.
 */
export async function runScheduledStop(
  deps: StepDependencies,
  job: Job,
  chunks: readonly (readonly JobEntry[])[],
): Promise<JobStepResult> {
  const { clock, store } = deps;
  const { stopAt } = job;
  if (stopAt !== undefined && clock.now() < Date.parse(stopAt)) return sleepNext(job, stopAt);
  // A step that was killed here may have made some entries new already: those are the job's own.
  const begun = chunks.flat().some(({ startResult }) => startResult !== undefined);
  if (!begun && (await endIfReleased(deps, job, chunks))) return done(job);

  const { owned, marked } = await ownership(deps, job, chunks);
  const renewed = marked.map((entries) =>
    entries.map((entry) =>
      stoppable(entry) && entry.result !== undefined && owned.has(entry.instanceId)
        ? { ...newEntry(entry.instanceId, clock.now()), startResult: entry.result }
        : entry,
    ),
  );
  await saveChanged(store, job.jobId, chunks, renewed);
  if (!(await store.update(job.jobId, { phase: Phase.stop }))) return done(job);
  return advance(deps, { ...job, phase: Phase.stop }, renewed, 0);
}
