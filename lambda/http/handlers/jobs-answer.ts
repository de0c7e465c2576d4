import { defined } from '../../../contract/defined';
import type { ResponseBody } from '../../../contract/responses';
import type { Reason } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { jobMessage } from '../../jobs/message';
import { hasEnded, type Job, type JobEntry, type JobError, Phase, Stage } from '../../jobs/model';
import { endedWith, isReady, resultsOf } from '../../jobs/rules/end';
import type { JobView } from '../../jobs/service/read';
import type { RequestContext } from '../context';
import { fitting } from '../fit';
import type { JsonAnswer } from '../response';
import { reasonShape, resultShape } from '../shapes';

/** Instances that an answer shows of a job. */
export const shownInstances = 100;

/** Answers 202: the job is accepted, and goes on. */
export function accepted(context: RequestContext, view: JobView): JsonAnswer<ResponseBody<'Job'>> {
  return { status: 202, body: jobShape(view), headers: { location: locationOf(context, view.job) } };
}

/**
 * Makes a reference to the job relative to the request: the API does not know under which address its client sees it.
 * Path segments are counted in the resource, because the path may begin with the base path of a custom domain; a slash
 * at its end adds one.
 * https://www.rfc-editor.org/rfc/rfc9110#field.location
 */
export function locationOf({ path, resource }: Pick<RequestContext, 'path' | 'resource'>, { jobId }: Job): string {
  const above = resource.split('/').length - 2 + (path.endsWith('/') ? 1 : 0);
  return `${'../'.repeat(Math.max(0, above))}jobs/${jobId}`;
}

/** Milliseconds for a last look at the job when a wait is over. */
const lastLook = 500;

/**
 * Calculates the milliseconds that a request waits for its job; undefined when it does not wait.
 * @param unasked - seconds where the request does not say
 */
export function waitOf({ parameters, deadline }: RequestContext, unasked?: number): number | undefined {
  const seconds = parameters.async === true ? undefined : (parameters.wait ?? unasked);
  return seconds === undefined ? undefined : Math.max(0, Math.min(seconds * 1000, deadline.remaining() - lastLook));
}

/** Seconds for which a request with an idempotency key, and a `create`, wait for their job. */
export const longestWait = 25;

/** Makes the problem that a job of one instance ended in; its detail names the job. */
export function jobProblem({ jobId }: Job, reason: Reason & { readonly instanceId?: string }): Problem {
  const { code, detail, retryable, awsCode, instanceId } = reason;
  return new Problem(code, `${detail} The job is ${jobId}.`, {
    retryable,
    ...defined({ awsCode }),
    ...(instanceId ? { instanceId } : {}),
  });
}

/**
 * Returns the error of a job that no instance caused: a fault, a stop from outside, or an end before it began. Its
 * instances may still be changing, so that none of their results is final.
 */
export function ownError({ job: { error }, entries }: JobView): JobError | undefined {
  const ofInstance = entries.flatMap(resultsOf).some(({ reason }) => reason?.code === error?.code);
  return error === undefined || ofInstance ? undefined : error;
}

/** Checks whether another request cancelled the job while its instances were changing. */
export function wasCutShort({ job: { status, phase } }: JobView): boolean {
  return status === 'cancelled' && phase === Phase.change;
}

/** Counts the instances of a job, from the first, that one answer can hold. */
export function fittingEntries(entries: readonly JobEntry[]): number {
  return fitting(entries.map((entry) => [entry.instanceId, entryShapes(entry, false)]));
}

/** Shapes a job as section 5 of the contract, with one page of its instances. */
export function jobShape({ job, entries, instanceIds, next }: JobView): ResponseBody<'Job'> {
  const { jobId, error } = job;
  const [first] = entries;
  const single = (job.total ?? instanceIds.length) === 1;
  return {
    job_id: jobId,
    task_id: jobId,
    action: job.action,
    status: job.status,
    message: jobMessage(job, instanceIds, first),
    region: job.region,
    ip: single ? (first?.result?.ip ?? null) : null,
    instance_ids: instanceIds,
    results: entries.flatMap((entry) => entryShapes(endedWith(job, entry), hasEnded(job))),
    ...(job.schedule === undefined
      ? { requested_by: job.requester.name }
      : { requested_by: `schedule:${job.schedule}`, schedule: job.schedule }),
    created_at: job.createdAt,
    updated_at: job.updatedAt,
    ...defined({ finished_at: job.finishedAt, stop_at: job.stopAt }),
    ready: isReady(job),
    ...defined({
      error: error && { ...reasonShape(error), ...defined({ instance_id: error.instanceId }) },
      next_token: next,
    }),
  };
}

/** Shapes the results of one instance, with the time of its next retry. */
function entryShapes(entry: JobEntry, ended: boolean): readonly ResponseBody<'Result'>[] {
  const retry = !ended && entry.stage === Stage.retry && entry.due !== undefined;
  return resultsOf(entry).map((result) => ({
    ...resultShape(result),
    ...(retry && entry.due !== undefined ? { retry_at: new Date(entry.due).toISOString() } : {}),
  }));
}
