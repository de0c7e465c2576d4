import { defined } from '../../../contract/defined';
import { syntax, whole } from '../../../contract/patterns';
import type { JobStatus } from '../../../contract/states';
import type { Caller } from '../../domain/caller';
import { decodeCursor, encodeCursor, invalidCursor } from '../../instances/cursor';
import { chunkCount, type JobHead, placeOf } from '../model';
import type { JobPage, JobQuery, JobStore } from '../ports';
import { type EndDependencies, isOverdue, reconcile } from './end';
import { briefView, type JobView, requestedIds, seesAll } from './read';

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
  if (requestedIds(job).includes(instanceId) || entries.some((entry) => entry.instanceId === instanceId)) return true;
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
