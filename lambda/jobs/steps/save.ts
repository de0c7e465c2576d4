import type { JobEntry } from '../model';
import type { JobStore } from '../ports';

type Chunks = readonly (readonly JobEntry[])[];

/** Writes the chunks in which an entry has become another one. */
export async function saveChanged(store: JobStore, jobId: string, before: Chunks, after: Chunks): Promise<void> {
  const changed = after.flatMap((entries, chunk) =>
    entries.some((entry, i) => entry !== before[chunk]?.[i]) ? [{ chunk, entries }] : [],
  );
  if (changed.length > 0) await store.saveChunks(jobId, changed);
}
