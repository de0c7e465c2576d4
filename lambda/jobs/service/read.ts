import { chunkSize } from '../../../contract/jobs';
import type { JobStatus } from '../../../contract/states';
import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { decodeCursor, encodeCursor, invalidCursor } from '../../instances/cursor';
import { isJobId, type Job, type JobEntry, type JobHead } from '../model';
import type { JobStore } from '../ports';
import { type EndDependencies, isOverdue, reconcile } from './ending';

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
}

/**
 * The record of a job that the caller may see: its own, or any with the right `jobs:all`.
 * @throws Problem `job_not_found`
 */
export async function visibleJob(store: JobStore, caller: Caller, jobId: string): Promise<JobHead> {
  const head = isJobId(jobId) ? await store.read(jobId.toLowerCase()) : undefined;
  if (head !== undefined && (head.job.requester.name === caller.name || seesAll(caller))) return head;
  throw new Problem('job_not_found', `There is no job ${JSON.stringify(jobId.slice(0, 64))} here.`);
}

/** May the caller see everybody's jobs? */
export function seesAll({ actions }: Caller): boolean {
  return actions.includes('jobs:all');
}

/**
 * One page of a job's instances.
 * @throws Problem `invalid_cursor`
 */
export async function viewOf(store: JobStore, head: JobHead, { pageSize, cursor }: JobPaging): Promise<JobView> {
  const { job } = head;
  const at = cursor === undefined ? 0 : resultPosition(cursor, job);
  const known = idsAskedFor(job);
  const total = job.total ?? known.length;
  const end = Math.min(total, at + pageSize);
  const next = end < total ? { next: cursorAt(job, end) } : {};
  if (job.total === undefined) return { job, entries: [], instanceIds: known.slice(at, end), ...next };
  const first = Math.floor(at / chunkSize);
  const rest = await store.readChunks(job.jobId, Math.max(1, first), Math.ceil(end / chunkSize));
  const chunks = first === 0 ? [head.entries, ...rest] : rest;
  const entries = chunks.flat().slice(at - first * chunkSize, end - first * chunkSize);
  return { job, entries, instanceIds: idsOf(entries), ...next };
}

/** A job in a list: its first instances only, from what has been read anyway. */
export function briefView({ job, entries }: JobHead, limit: number): JobView {
  const known = idsAskedFor(job);
  const total = job.total ?? known.length;
  const shown = entries.slice(0, limit);
  return {
    job,
    entries: shown,
    instanceIds: job.total === undefined ? known.slice(0, limit) : idsOf(shown),
    ...(total > limit ? { next: cursorAt(job, limit) } : {}),
  };
}

function idsAskedFor({ work }: Job): readonly string[] {
  return work.selection?.kind === 'ids' ? work.selection.ids : [];
}

function idsOf(entries: readonly JobEntry[]): readonly string[] {
  return entries.flatMap(({ instanceId }) => (instanceId === '' ? [] : [instanceId]));
}

function cursorAt(job: Job, at: number): string {
  return encodeCursor({ at }, [job.jobId]);
}

function resultPosition(cursor: string, job: Job): number {
  const { at } = decodeCursor(cursor, [job.jobId]);
  return typeof at === 'number' && Number.isInteger(at) && at >= 0 ? at : 0;
}

export interface JobListRequest {
  readonly status?: JobStatus;
  /** 1 to 1000. */
  readonly pageSize: number;
  readonly cursor?: string;
}

export interface JobList {
  readonly jobs: readonly JobView[];
  readonly next?: string;
}

/** Instances that a list shows of each job; the job itself has the rest. */
const instancesShown = 10;

/**
 * One page of the jobs that the caller may see, newest first.
 * @throws Problem `invalid_cursor`
 */
export async function listJobs(
  deps: EndDependencies,
  caller: Caller,
  { status, pageSize, cursor }: JobListRequest,
): Promise<JobList> {
  const query = ['jobs', seesAll(caller) ? null : caller.name, status ?? null];
  const after = cursor === undefined ? undefined : listPosition(cursor, query);
  const page = await deps.store.list({
    pageSize,
    ...(seesAll(caller) ? {} : { caller: caller.name }),
    ...(status === undefined ? {} : { status }),
    ...(after === undefined ? {} : { after }),
  });
  const now = deps.clock.now();
  const heads = await Promise.all(page.jobs.map((head) => (isOverdue(head.job, now) ? reconcile(deps, head) : head)));
  return {
    jobs: heads
      .filter(({ job }) => status === undefined || job.status === status)
      .map((head) => briefView(head, instancesShown)),
    ...(page.after === undefined ? {} : { next: encodeCursor({ after: page.after }, query) }),
  };
}

/** A time and the id of a job: what the store gives for a position, and all that it takes for one. */
const position = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z#[0-9a-f-]{36}$/;

function listPosition(cursor: string, query: unknown): string {
  const { after } = decodeCursor(cursor, query);
  if (typeof after === 'string' && position.test(after)) return after;
  throw invalidCursor();
}
