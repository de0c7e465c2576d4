import { Problem } from '../../domain/problem';
import { hasEnded, type Job, type JobHead } from '../model';
import type { JobMachine } from '../ports';
import { conclusionOf, ExecutionState } from '../rules/conclusion';
import { allEntries, type EndDependencies, endJob } from './ending';

export interface ReconcileDependencies extends EndDependencies {
  readonly machine: JobMachine;
}

/**
 * Finds out whether a job that seems to go on has died without a word, and writes its end down. Its execution's history
 * may be gone for long: the record is what counts.
 */
export async function reconcile(deps: ReconcileDependencies, head: JobHead): Promise<JobHead> {
  const { store, machine, clock } = deps;
  const { job } = head;
  if (hasEnded(job)) return head;
  const state = await machine.state(job.jobId).catch((error: unknown) => {
    // The record is good enough while the state machine cannot be asked.
    if (error instanceof Problem) return ExecutionState.running;
    throw error;
  });
  const conclusion = conclusionOf(state, job, clock.now());
  if (conclusion === undefined) return head;
  await endJob(deps, job, conclusion, await allEntries(store, head));
  // Whether by this call or another, the end is written now.
  return (await store.read(job.jobId)) ?? head;
}

/** Milliseconds without a word after which a job is looked into when it is listed: more than any step or deadline takes. */
const silence = 3_600_000;

/** Has a job been silent for longer than one that goes on can be? */
export function isOverdue(job: Job, now: number): boolean {
  if (hasEnded(job)) return false;
  return now - Math.max(Date.parse(job.updatedAt), Date.parse(job.stopAt ?? job.updatedAt)) > silence;
}
