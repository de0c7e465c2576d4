import { hasEnded, type Job, type JobHead } from '../../domain/job';
import { conclusionOf, ExecutionState } from '../../domain/job-conclusion';
import { Problem } from '../../domain/problem';
import type { Clock, JobEvents, JobMachine, JobStore } from './ports';

export interface ReconcileDependencies {
  readonly store: JobStore;
  readonly machine: JobMachine;
  readonly clock: Clock;
  readonly events: JobEvents;
}

/**
 * Finds out whether a job that seems to go on has died without a word, and writes its end down. Its execution's history
 * may be gone for long: the record is what counts.
 */
export async function reconcile(deps: ReconcileDependencies, head: JobHead): Promise<JobHead> {
  const { store, machine, clock, events } = deps;
  const { job } = head;
  if (hasEnded(job)) return head;
  const state = await machine.state(job.jobId).catch((error: unknown) => {
    // The record is good enough while the state machine cannot be asked.
    if (error instanceof Problem) return ExecutionState.running;
    throw error;
  });
  const conclusion = conclusionOf(state, job, clock.now());
  if (conclusion === undefined) return head;
  const changes = { ...conclusion, finishedAt: new Date(clock.now()).toISOString() };
  if (await store.update(job.jobId, changes)) events.ended({ ...job, ...changes });
  // Either way somebody has written the end by now.
  return (await store.read(job.jobId)) ?? head;
}

/** Milliseconds without a word after which a job is looked into when it is listed: more than any step or deadline takes. */
const silence = 3_600_000;

/** Has a job been silent for longer than one that goes on can be? */
export function isOverdue(job: Job, now: number): boolean {
  if (hasEnded(job)) return false;
  return now - Math.max(Date.parse(job.updatedAt), Date.parse(job.stopAt ?? job.updatedAt)) > silence;
}
