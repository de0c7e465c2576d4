import { hasEnded, type Job, Phase } from '../model';
import type { JobMachine, JobStore } from '../ports';

export interface WakeDependencies {
  readonly store: JobStore;
  readonly machine: JobMachine;
}

/**
 * Makes a sleeping job check now instead of later. A wait of Step Functions cannot be shortened, so the job continues
 * in a new execution. That is started before the record names it and the old one is stopped, so that the job always has
 * one.
 */
export async function wakeJob({ store, machine }: WakeDependencies, jobId: string): Promise<void> {
  const job = (await store.read(jobId))?.job;
  if (job === undefined || hasEnded(job) || job.phase !== Phase.sleep) return;
  await goOnAnew({ store, machine }, job);
  await machine.stop(job);
}

/** Continues a job in a new execution; the present one must end by itself. */
export async function goOnAnew({ store, machine }: WakeDependencies, job: Job): Promise<void> {
  const run = (job.run ?? 0) + 1;
  await machine.start({ jobId: job.jobId, run });
  await store.update(job.jobId, { run });
}
