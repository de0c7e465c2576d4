import { JobStep, type JobStepEvent, type JobStepResult } from '../../../contract/jobs';
import { hasEnded } from '../model';
import type { ChunkWrite } from '../ports';
import { actOnChunks } from './act';
import { check } from './check';
import type { StepDependencies } from './dependencies';
import { fail } from './fail';
import { done } from './next';
import { failureOf } from './passing-failure';

export type { StepDependencies } from './dependencies';
export { PassingFailure } from './passing-failure';

/**
 * Does one step of a job. A step can be killed at any point and repeated.
 * @throws PassingFailure, or anything unforeseen: the state machine repeats the step, and at last lets `fail` end the job
 */
export async function runStep(event: JobStepEvent, deps: StepDependencies): Promise<JobStepResult> {
  try {
    return await step(event, deps);
  } catch (error) {
    throw failureOf(error);
  }
}

async function step(event: JobStepEvent, deps: StepDependencies): Promise<JobStepResult> {
  const { job_id: jobId, chunks = [], round = 0 } = event;
  switch (event.job_step) {
    case JobStep.check:
      return check(deps, jobId, round);
    case JobStep.act:
      return actAlone(deps, jobId, chunks);
    case JobStep.fail:
      return fail(deps, jobId);
  }
}

/** Acts on one batch of several. What comes next is for the check to say, when all of them are through. */
async function actAlone(deps: StepDependencies, jobId: string, chunks: readonly number[]): Promise<JobStepResult> {
  const head = await deps.store.read(jobId);
  if (head === undefined) throw new Error(`there is no job ${jobId}`);
  if (!hasEnded(head.job)) {
    const read = async (chunk: number): Promise<ChunkWrite> => ({
      chunk,
      entries: chunk === 0 ? head.entries : await deps.store.readChunk(jobId, chunk),
    });
    await actOnChunks(deps, head.job, await Promise.all(chunks.map(read)));
  }
  return done(head.job);
}
