import { chunkSize } from '../../../contract/jobs';
import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { decodeCursor, encodeCursor, invalidCursor } from '../../instances/cursor';
import { isJobId, type Job, type JobEntry, type JobHead } from '../model';
import type { JobStore } from '../ports';

/** A job with one page of its instances. */
export interface JobView {
  readonly job: Job;
  readonly entries: readonly JobEntry[];
  /** The instances of the page, those included of which nothing is known yet. */
  readonly instanceIds: readonly string[];
  /** The cursor of the next page of instances; absent on the last. */
  readonly next?: string;
}

export interface JobPaging {
  /** Instances in a page. */
  readonly pageSize: number;
  readonly cursor?: string;
  /**
   * Counts the instances, from the first, that one answer can hold: at least one.
   * @default - all of them
   */
  readonly fitting?: (entries: readonly JobEntry[]) => number;
}

/**
 * Reads the record of a job that the caller may see: its own, or any with the right `jobs:all`.
 * @throws Problem `job_not_found`
 */
export async function visibleJob(store: JobStore, caller: Caller, jobId: string): Promise<JobHead> {
  const head = isJobId(jobId) ? await store.read(jobId.toLowerCase()) : undefined;
  if (head !== undefined && (head.job.requester.name === caller.name || seesAll(caller))) return head;
  throw new Problem('job_not_found', `There is no job ${JSON.stringify(jobId.slice(0, 64))} here.`);
}

/** Checks whether the caller may see the jobs of every caller. */
export function seesAll({ actions }: Caller): boolean {
  return actions.includes('jobs:all');
}

/**
 * Makes the view of one page of a job's instances.
 * @throws Problem `invalid_cursor`
 */
export async function viewOf(store: JobStore, head: JobHead, paging: JobPaging): Promise<JobView> {
  const { pageSize, cursor, fitting } = paging;
  const { job } = head;
  const at = cursor === undefined ? 0 : resultPosition(cursor, job);
  const known = requestedIds(job);
  const total = job.total ?? known.length;
  const end = Math.min(total, at + pageSize);
  const nextAt = (position: number) => (position < total ? { next: cursorAt(job, position) } : {});
  if (job.total === undefined) return { job, entries: [], instanceIds: known.slice(at, end), ...nextAt(end) };
  const first = Math.floor(at / chunkSize);
  const rest = await store.readChunks(job.jobId, Math.max(1, first), Math.ceil(end / chunkSize));
  const chunks = first === 0 ? [head.entries, ...rest] : rest;
  const wanted = chunks.flat().slice(at - first * chunkSize, end - first * chunkSize);
  const entries = wanted.slice(0, fitting?.(wanted));
  const shownTo = entries.length < wanted.length ? at + entries.length : end;
  return { job, entries, instanceIds: idsOf(entries), ...nextAt(shownTo) };
}

/** Makes the view of a job in a list: its first instances only, which are read already. */
export function briefView({ job, entries }: JobHead, limit: number): JobView {
  const known = requestedIds(job);
  const total = job.total ?? known.length;
  const shown = entries.slice(0, limit);
  return {
    job,
    entries: shown,
    instanceIds: job.total === undefined ? known.slice(0, limit) : idsOf(shown),
    ...(total > limit ? { next: cursorAt(job, limit) } : {}),
  };
}

/** Lists the ids that the request named, before the job resolves its selection. */
export function requestedIds({ work }: Job): readonly string[] {
  return work.selection?.kind === 'ids' ? work.selection.ids : [];
}

function idsOf(entries: readonly JobEntry[]): readonly string[] {
  return entries.flatMap(({ instanceId }) => (instanceId === '' ? [] : [instanceId]));
}

function cursorAt(job: Job, at: number): string {
  return encodeCursor({ at }, [job.jobId]);
}

function resultPosition(cursor: string, job: Job): number {
  const { at, ...others } = decodeCursor(cursor, [job.jobId]);
  if (typeof at === 'number' && Number.isInteger(at) && at >= 0 && Object.keys(others).length === 0) return at;
  throw invalidCursor();
}
