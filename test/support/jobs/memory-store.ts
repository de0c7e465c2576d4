import { chunkCount, hasEnded, type Job, type JobEntry } from '../../../lambda/jobs/model';
import type { JobStore } from '../../../lambda/jobs/ports';

/** Records of jobs in memory: the twin of the adapter in `lambda/jobs/store/jobs.ts`. */
export interface MemoryStore extends JobStore {
  /** Writes so far, as items. */
  readonly writes: () => number;
  /** The largest item that was ever written, in bytes of JSON. */
  readonly largestItem: () => number;
  /** Everything that was ever written, as text: for secrets that must not be in it. */
  readonly everWritten: () => string;
}

interface Stored {
  job: Job;
  readonly chunks: Map<number, readonly JobEntry[]>;
}

export function memoryStore(now: () => number): MemoryStore {
  const jobs = new Map<string, Stored>();
  const log: string[] = [];
  let largest = 0;

  /** What comes out is never the object that went in, as with a real table. */
  const written = <T>(value: T): T => {
    const text = JSON.stringify(value);
    log.push(text);
    largest = Math.max(largest, Buffer.byteLength(text));
    return JSON.parse(text) as T;
  };
  const listed = (): readonly Stored[] =>
    [...jobs.values()].sort((a, b) => (positionOf(a.job) < positionOf(b.job) ? 1 : -1));

  return {
    writes: () => log.length,
    largestItem: () => largest,
    everWritten: () => log.join('\n'),
    create: async (job) => {
      await turn();
      const before = jobs.get(job.jobId);
      if (before === undefined) jobs.set(job.jobId, { job: written(job), chunks: new Map() });
      return before?.job;
    },
    read: async (jobId) => {
      await turn();
      const stored = jobs.get(jobId);
      return stored && { job: stored.job, entries: stored.chunks.get(0) ?? [] };
    },
    readChunk: async (jobId, chunk) => {
      await turn();
      return jobs.get(jobId)?.chunks.get(chunk) ?? [];
    },
    readChunks: async (jobId, first, end) => {
      await turn();
      const chunks = jobs.get(jobId)?.chunks;
      return Array.from({ length: Math.max(0, end - first) }, (_, i) => chunks?.get(first + i) ?? []);
    },
    saveChunks: async (jobId, chunks) => {
      await turn();
      const stored = jobs.get(jobId);
      if (stored === undefined) throw new Error(`there is no job ${jobId}`);
      for (const { chunk, entries } of chunks) stored.chunks.set(chunk, written(entries));
      if (chunks.some(({ chunk }) => chunk === 0)) stored.job = { ...stored.job, updatedAt: iso(now()) };
    },
    update: async (jobId, changes) => {
      await turn();
      const stored = jobs.get(jobId);
      if (stored === undefined || hasEnded(stored.job)) return false;
      stored.job = written({ ...stored.job, ...changes, updatedAt: iso(now()) });
      return true;
    },
    recordAnswer: async (jobId, status) => {
      await turn();
      const stored = jobs.get(jobId);
      if (stored !== undefined) stored.job = { ...stored.job, answered: stored.job.answered ?? status };
    },
    openAmong: async (jobIds) => {
      await turn();
      return new Set(
        jobIds.filter((jobId) => jobs.has(jobId) && !hasEnded(jobs.get(jobId)?.job ?? { status: 'failed' })),
      );
    },
    list: async ({ caller, statuses, pageSize, after }) => {
      await turn();
      const fitting = listed().filter(
        ({ job }) =>
          (caller === undefined || job.requester.name === caller) &&
          (statuses?.includes(job.status) ?? true) &&
          (after === undefined || positionOf(job) < after),
      );
      const shown = fitting.slice(0, pageSize);
      const last = shown.at(-1);
      return {
        jobs: shown.map(({ job, chunks }) => ({ job, entries: chunks.get(0) ?? [] })),
        ...(fitting.length > shown.length && last !== undefined ? { after: positionOf(last.job) } : {}),
      };
    },
  };
}

/** Every instance of a job, with whatever it has come to. */
export async function entriesOf(store: JobStore, jobId: string): Promise<readonly JobEntry[]> {
  const head = await store.read(jobId);
  if (head === undefined) throw new Error(`there is no job ${jobId}`);
  return (await store.readChunks(jobId, 0, Math.max(1, chunkCount(head.job)))).flat();
}

function positionOf({ createdAt, jobId }: Job): string {
  return `${createdAt}#${jobId}`;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Lets others have their turn, as every call over a network does. */
function turn(): Promise<void> {
  return new Promise(setImmediate);
}
