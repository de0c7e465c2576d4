import { requireAction } from '../../domain/caller';
import type { JobPaging } from '../../jobs/service/read';
import type { Handler, RequestContext } from '../context';
import type { Answer } from '../response';
import { jobShape } from './jobs-answer';

/** Handles `GET /jobs`. */
export const handleListJobs: Handler = async ({ parameters, caller, jobs }) => {
  const { status, page_size: pageSize = 100, next_token: cursor } = parameters;
  const page = await (await jobs()).list(caller, {
    pageSize,
    ...(status === undefined ? {} : { status }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const count = page.jobs.length;
  return {
    status: 200,
    body: {
      message: count === 1 ? '1 job' : `${count} jobs`,
      jobs: page.jobs.map(jobShape),
      ...(page.next === undefined ? {} : { next_token: page.next }),
    },
  };
};

/** Handles `GET /jobs/{job_id}`. */
export const handleGetJob: Handler = (context) => jobAnswer(context, context.parameters.job_id ?? '');

/** Handles `GET /status/{id}` where the id is a job's: who may see instances may not for that reason see jobs. */
export function jobStatus(context: RequestContext, jobId: string): Promise<Answer> {
  requireAction(context.caller, 'jobs');
  return jobAnswer(context, jobId);
}

/** Handles `DELETE /jobs/{job_id}`. A job that has ended is answered as it is: there is nothing left to cancel. */
export const handleCancelJob: Handler = async (context) => {
  const jobs = await context.jobs();
  const view = await jobs.cancel(context.caller, context.parameters.job_id ?? '', pagingOf(context));
  return { status: 200, body: jobShape(view) };
};

async function jobAnswer(context: RequestContext, jobId: string): Promise<Answer> {
  const jobs = await context.jobs();
  return { status: 200, body: jobShape(await jobs.get(context.caller, jobId, pagingOf(context))) };
}

function pagingOf({ parameters }: RequestContext): JobPaging {
  const { page_size: pageSize = 100, next_token: cursor } = parameters;
  return { pageSize, ...(cursor === undefined ? {} : { cursor }) };
}
