import { chunkSize } from '../../../contract/jobs';
import { chunkCount, type Job, type JobEntry } from '../model';
import type { JobStore } from '../ports';

/** A job and all of its instances. */
export interface WholeJob {
  readonly job: Job;
  readonly chunks: readonly (readonly JobEntry[])[];
}

/** Reads a job with all of its instances. */
export async function readAll(store: JobStore, jobId: string): Promise<WholeJob> {
  const head = await store.read(jobId);
  if (head === undefined) throw new Error(`there is no job ${jobId}`);
  const rest = await store.readChunks(jobId, 1, chunkCount(head.job));
  return { job: head.job, chunks: [head.entries, ...rest] };
}

/** Entries in chunks. */
export function inChunks(entries: readonly JobEntry[]): readonly (readonly JobEntry[])[] {
  const count = Math.ceil(entries.length / chunkSize);
  return Array.from({ length: count }, (_, i) => entries.slice(i * chunkSize, (i + 1) * chunkSize));
}
