import type { JobStatus } from '../../../contract/states';
import type { Caller } from '../../domain/caller';
import { decodeCursor, encodeCursor, invalidCursor } from '../../instances/cursor';
import { briefView, type JobView, seesAll } from './read';
import { isOverdue, type ReconcileDependencies, reconcile } from './reconcile';

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
  deps: ReconcileDependencies,
  caller: Caller,
  { status, pageSize, cursor }: JobListRequest,
): Promise<JobList> {
  const query = ['jobs', seesAll(caller) ? null : caller.name, status ?? null];
  const after = cursor === undefined ? undefined : positionFrom(cursor, query);
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

function positionFrom(cursor: string, query: unknown): string {
  const { after } = decodeCursor(cursor, query);
  if (typeof after === 'string' && position.test(after)) return after;
  throw invalidCursor();
}
