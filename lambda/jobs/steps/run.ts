import { Compute } from '../../../contract/docker';
import { JobStep, type JobStepEvent, type JobStepResult, passingFailure } from '../../../contract/jobs';
import type { ProblemCode } from '../../../contract/problems';
import { Problem } from '../../domain/problem';
import { hasEnded, type Job, Phase } from '../model';
import type { ChunkWrite } from '../ports';
import { outages } from '../rules/entry';
import { allEntries } from '../service/end';
import { actOnChunks } from './act';
import { advance, end } from './advance';
import { begin } from './begin';
import type { StepDependencies } from './dependencies';
import { done } from './next';
import { poll, readAll } from './poll';
import { runScheduledStop } from './run-scheduled-stop';

export type { StepDependencies } from './dependencies';

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
  if (!hasEnded(head.job) && isOfThisCompute(deps, head.job)) {
    const read = async (chunk: number): Promise<ChunkWrite> => ({
      chunk,
      entries: chunk === 0 ? head.entries : await deps.store.readChunk(jobId, chunk),
    });
    await actOnChunks(deps, head.job, await Promise.all(chunks.map(read)));
  }
  return done(head.job);
}

/**
 * Looks how a job stands and decides what comes next.
 * @param round - how often in a row the machine has waited
 */
export async function check(deps: StepDependencies, jobId: string, round: number): Promise<JobStepResult> {
  const { job, chunks } = await readAll(deps.store, jobId);
  if (hasEnded(job)) return done(job);
  if (!isOfThisCompute(deps, job)) return end(deps, job, { status: 'failed', error: computeChanged }, chunks.flat());
  if (job.total === undefined) return begin(deps, job, round);
  if (job.phase === Phase.sleep) return runScheduledStop(deps, job, chunks, round);
  return advance(deps, job, await poll(deps, job, chunks, round), round);
}

/**
 * Checks whether the job is about what the deployment controls now: an id of the other kind of compute would name
 * nothing, or something else.
 */
function isOfThisCompute({ compute = Compute.ec2 }: StepDependencies, job: Job): boolean {
  return (job.compute ?? Compute.ec2) === compute;
}

const computeChanged = {
  code: 'compute_changed',
  detail:
    'The deployment has changed between instances of EC2 and containers since the job began: what was not done then is not done any more.',
  retryable: false,
} as const;

/** Ends a job by a fault that no step has foreseen. The fault itself is in the log, for operators alone. */
export async function fail(deps: StepDependencies, jobId: string): Promise<JobStepResult> {
  const head = await deps.store.read(jobId);
  if (head === undefined || hasEnded(head.job)) return done({ jobId });
  const detail = `The job ended by a fault of this API. The log has the cause under the job id ${jobId}.`;
  const error = { code: 'internal_error', detail, retryable: false } as const;
  return end(deps, head.job, { status: 'failed', error }, await allEntries(deps.store, head));
}

/**
 * Marks the failure of a step that passes by itself, such as throttling by DynamoDB: the machine retries it for longer.
 */
export class PassingFailure extends Error {
  override readonly name = passingFailure;
}

const passing: ReadonlySet<ProblemCode> = new Set(['aws_throttled', ...outages]);

/** Wraps a failure that passes by itself in `PassingFailure`; anything else stays what it is. */
export function failureOf(error: unknown): unknown {
  if (!(error instanceof Problem) || !passing.has(error.code)) return error;
  return new PassingFailure(error.detail, { cause: error });
}
