import type { Caller } from '../../domain/caller';
import type { Job } from '../../domain/job';
import { cancel } from './cancel';
import { type JobList, type JobListRequest, listJobs } from './list';
import { type ReconcileDependencies, reconcile } from './reconcile';
import type { JobRequest } from './request';
import { type SubmitDependencies, submit } from './submit';
import { type JobPaging, type JobView, viewOf, visibleJob } from './view';
import { waitFor } from './wait';

/** What HTTP asks of jobs. Every method throws only `Problem`. */
export interface Jobs {
  /** Writes a job down and starts it; with an idempotency key, or finds the one that it stands for. */
  submit(request: JobRequest): Promise<Job>;
  /**
   * Waits until the change of a job is done, for so many milliseconds at most.
   * @param pageSize - instances to show
   */
  waitFor(job: Job, milliseconds: number, pageSize: number): Promise<JobView>;
  get(caller: Caller, jobId: string, paging: JobPaging): Promise<JobView>;
  list(caller: Caller, request: JobListRequest): Promise<JobList>;
  /** Cancels what a job has not done yet; one that has ended is left as it is. */
  cancel(caller: Caller, jobId: string, paging: JobPaging): Promise<JobView>;
}

export type JobsDependencies = SubmitDependencies & ReconcileDependencies;

export function createJobs(deps: JobsDependencies): Jobs {
  const { store } = deps;
  return {
    submit: (request) => submit(deps, request),
    waitFor: async (job, milliseconds, pageSize) =>
      viewOf(store, (await waitFor(deps, job.jobId, milliseconds)) ?? { job, entries: [] }, { pageSize }),
    get: async (caller, jobId, paging) =>
      viewOf(store, await reconcile(deps, await visibleJob(store, caller, jobId)), paging),
    list: (caller, request) => listJobs(deps, caller, request),
    cancel: async (caller, jobId, paging) => viewOf(store, await cancel(deps, caller, jobId), paging),
  };
}
