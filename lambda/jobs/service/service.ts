import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import type { Launch, LauncherOf } from '../../instances/launch';
import { resolveImage } from '../create/image';
import { planLaunch } from '../create/plan';
import { hasEnded, type Job } from '../model';
import type { CreateJobRequest, JobRequest } from '../ports';
import { cancel } from './cancel';
import { type EndDependencies, reconcile } from './end';
import { newJobId } from './job-id';
import { type JobList, type JobListRequest, listJobs } from './list';
import { briefView, type JobPaging, type JobView, viewOf, visibleJob } from './read';
import { showKeepers } from './show-keepers';
import { type SubmitDependencies, type Submitted, submit } from './submit';
import { type WaitDependencies, waitFor } from './wait';

/** What HTTP asks of jobs. Every method throws only `Problem`. */
export interface Jobs {
  /** Predicts what a `create` would launch; nothing is written or launched. */
  dryRun(request: CreateJobRequest): Promise<Pick<Launch, 'imageId' | 'instanceType'>>;
  /** Writes a job down and starts it; with an idempotency key, or finds the one that it stands for. */
  submit(request: JobRequest): Promise<Submitted>;
  /** Writes down the status code of the first answer to a job's request. Never throws. */
  recordAnswer(jobId: string, status: number): Promise<void>;
  /**
   * Waits until the change of a job is done, for so many milliseconds at most.
   * @param pageSize - instances to show
   */
  waitFor(job: Job, milliseconds: number, pageSize: number): Promise<JobView>;
  /**
   * Reads a job that the caller may see.
   * @param milliseconds - how long to wait for its end at most; absent: not at all
   */
  get(caller: Caller, jobId: string, paging: JobPaging, milliseconds?: number): Promise<JobView>;
  list(caller: Caller, request: JobListRequest): Promise<JobList>;
  /** Cancels what a job has not done yet; one that has ended is left as it is. */
  cancel(caller: Caller, jobId: string, paging: JobPaging): Promise<JobView>;
}

export interface JobsDependencies extends SubmitDependencies, EndDependencies, WaitDependencies {
  readonly launcherOf: LauncherOf;
}

export function createJobs(deps: JobsDependencies): Jobs {
  const { store } = deps;
  return {
    dryRun: async ({ create, caller, region }) => {
      const spec = await planLaunch(create, deps.createRules, caller, newJobId());
      return resolveImage(deps.launcherOf(region), spec);
    },
    submit: (request) => submit(deps, request),
    recordAnswer: (jobId, status) => store.recordAnswer(jobId, status).catch(() => undefined),
    waitFor: async (job, milliseconds, pageSize) => {
      const head = (await waitFor(deps, job.jobId, milliseconds)) ?? { job, entries: [] };
      return viewOf(store, head, { pageSize }).catch((error: unknown) => {
        // The table says nothing more, but the client must at least learn the id of its job.
        if (error instanceof Problem) return briefView(head, pageSize);
        throw error;
      });
    },
    get: async (caller, jobId, paging, milliseconds) => {
      const seen = await reconcile(deps, await visibleJob(store, caller, jobId));
      const waits = milliseconds !== undefined && !hasEnded(seen.job);
      const head = waits ? ((await waitFor(deps, seen.job.jobId, milliseconds, hasEnded)) ?? seen) : seen;
      return showKeepers(deps.stops, await viewOf(store, head, paging));
    },
    list: (caller, request) => listJobs(deps, caller, request),
    cancel: async (caller, jobId, paging) => viewOf(store, await cancel(deps, caller, jobId), paging),
  };
}
