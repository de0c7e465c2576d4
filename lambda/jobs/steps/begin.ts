import type { JobStepResult } from '../../../contract/jobs';
import { chunkSize } from '../../../contract/jobs';
import { inBatches } from '../../domain/batches';
import { jobLimit } from '../../domain/instance';
import { reasonOf } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { nothingSelected, select } from '../../instances/select';
import { hasEnded, type Job } from '../model';
import { newEntry, worthRetrying } from '../rules/entry';
import { reconcile } from '../service/end';
import { promisedAtOnce, promiseStops } from '../service/promise-stops';
import { advance, end } from './advance';
import type { StepDependencies } from './dependencies';
import { done, waitNext } from './next';

/**
 * Begins a job: resolves its selection to instances, gives each an entry, and acts at once when they are few.
 * @param round - tries that came to nothing before
 */
export async function begin(deps: StepDependencies, job: Job, round: number): Promise<JobStepResult> {
  if (await mustWait(deps, job)) return waitNext(job, turnSeconds(deps.clock.now() - Date.parse(job.createdAt)), 0);
  const ids = await idsOf(deps, job).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  if (ids instanceof Problem) return afterProblem(deps, job, ids, round);

  const now = deps.clock.now();
  const entries = ids.map((id) => newEntry(id, now));
  const chunks = inBatches(entries, chunkSize);
  await deps.store.saveChunks(
    job.jobId,
    chunks.map((chunk, i) => ({ chunk: i, entries: chunk })),
  );
  if (promisedAtOnce(job).length === 0) await promiseStops(deps, job, ids);
  const { selection: _, ...work } = job.work;
  const changes = { status: 'running', total: entries.length, work } as const;
  if (!(await deps.store.update(job.jobId, changes))) return done(job);
  return advance(deps, { ...job, ...changes }, chunks, 0);
}

/** Seconds until the next look whether it is a job's turn: more of them the longer it has waited, for a history is finite. */
function turnSeconds(waited: number): number {
  return Math.min(60, Math.max(5, waited / 20_000));
}

/** Checks whether the job before this one is still running. A lost job is not waited for. */
async function mustWait(deps: StepDependencies, { after }: Job): Promise<boolean> {
  const head = after === undefined ? undefined : await deps.store.read(after);
  return head !== undefined && !hasEnded((await reconcile(deps, head)).job);
}

async function idsOf({ ec2Of }: StepDependencies, job: Job): Promise<readonly string[]> {
  const { selection, launch } = job.work;
  // The instance of a `create` has no id yet.
  if (launch !== undefined) return [''];
  if (selection === undefined) throw new Error(`job ${job.jobId} has no selection`);
  if (selection.kind === 'ids') return selection.ids;
  const { ids } = await select(ec2Of(job.region), selection, jobLimit, job.requester);
  if (ids.length === 0) throw nothingSelected();
  return ids;
}

async function afterProblem(deps: StepDependencies, job: Job, problem: Problem, round: number): Promise<JobStepResult> {
  const pause = worthRetrying.has(problem.code) ? deps.retrySeconds[round] : undefined;
  if (pause !== undefined) return waitNext(job, pause, round);
  return end(deps, job, { status: 'failed', error: reasonOf(problem) }, []);
}
