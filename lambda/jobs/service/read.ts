import { defined } from '../../../contract/defined';
import { chunkSize } from '../../../contract/jobs';
import { syntax, whole } from '../../../contract/patterns';
import type { JobStatus } from '../../../contract/states';
import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { decodeCursor, encodeCursor, invalidCursor } from '../../instances/cursor';
import { chunkCount, isJobId, type Job, type JobEntry, type JobHead, placeOf } from '../model';
import type { JobPage, JobQuery, JobStore } from '../ports';
import { type EndDependencies, isOverdue, reconcile } from './end';

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
  const known = idsAskedFor(job);
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
  const { at, ...others } = decodeCursor(cursor, [job.jobId]);
  if (typeof at === 'number' && Number.isInteger(at) && at >= 0 && Object.keys(others).length === 0) return at;
  throw invalidCursor();
}

export interface JobListRequest {
  readonly statuses?: readonly JobStatus[];
  /** Only jobs of this instance. */
  readonly instanceId?: string;
  /** 1 to 1000. */
  readonly pageSize: number;
  readonly cursor?: string;
  /**
   * Counts the jobs, from the first, that one answer can hold: at least one.
   * @default - all of them
   */
  readonly fitting?: (jobs: readonly JobView[]) => number;
}

export interface JobList {
  readonly jobs: readonly JobView[];
  readonly next?: string;
}

/** Instances that a list shows of each job; the job itself has the rest. */
const instancesShown = 10;

/**
 * Lists one page of the jobs that the caller may see, newest first.
 * @throws Problem `invalid_cursor`
 */
export async function listJobs(
  deps: EndDependencies,
  caller: Caller,
  { statuses, instanceId, pageSize, cursor, fitting }: JobListRequest,
): Promise<JobList> {
  const query = [
    'jobs',
    seesAll(caller) ? null : caller.name,
    statuses === undefined ? null : [...new Set(statuses)].sort(),
    ...(instanceId ? [instanceId] : []),
  ];
  const after = cursor === undefined ? undefined : listPosition(cursor, query);
  const wanted = {
    pageSize,
    ...(seesAll(caller) ? {} : { caller: caller.name }),
    ...defined({ statuses, after }),
  };
  const page = instanceId === undefined ? await deps.store.list(wanted) : await pageOf(deps.store, wanted, instanceId);
  const now = deps.clock.now();
  const heads = await Promise.all(page.jobs.map((head) => (isOverdue(head.job, now) ? reconcile(deps, head) : head)));
  const read = heads
    .filter(({ job }) => statuses?.includes(job.status) ?? true)
    .map((head) => briefView(head, instancesShown));
  const jobs = read.slice(0, fitting?.(read));
  const last = jobs.length < read.length ? jobs.at(-1)?.job : undefined;
  const end = last === undefined ? page.after : placeOf(last);
  return { jobs, ...defined({ next: end && encodeCursor({ after: end }, query) }) };
}

/** Jobs that are looked through for one instance in one request; a page may then be short, and says where to go on. */
const mostSearched = 500;

/** Lists one page of the jobs of one instance. */
async function pageOf(store: JobStore, query: JobQuery, instanceId: string): Promise<JobPage> {
  const found: JobHead[] = [];
  let { after } = query;
  for (let searched = 0; searched < mostSearched; ) {
    const pageSize = query.pageSize - found.length;
    const page = await store.list({ ...query, pageSize, ...defined({ after }) });
    searched += pageSize;
    const about = await Promise.all(page.jobs.map((head) => isAbout(store, head, instanceId)));
    found.push(...page.jobs.filter((_, i) => about[i]));
    if (page.after === undefined) return { jobs: found };
    after = page.after;
    if (found.length >= query.pageSize) break;
  }
  return { jobs: found, ...defined({ after }) };
}

async function isAbout(store: JobStore, { job, entries }: JobHead, instanceId: string): Promise<boolean> {
  if (idsAskedFor(job).includes(instanceId) || entries.some((entry) => entry.instanceId === instanceId)) return true;
  const rest = await store.readChunks(job.jobId, 1, chunkCount(job));
  return rest.flat().some((entry) => entry.instanceId === instanceId);
}

/** A time and the id of a job: what the store gives for a position, and all that it takes for one. */
const position = whole(`\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,12}Z#${syntax.uuid}`);

function listPosition(cursor: string, query: unknown): string {
  const { after } = decodeCursor(cursor, query);
  if (typeof after === 'string' && position.test(after)) return after;
  throw invalidCursor();
}
