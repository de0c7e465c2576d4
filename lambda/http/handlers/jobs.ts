import { defined } from '../../../contract/defined';
import type { ResponseBody } from '../../../contract/responses';
import { requireAction } from '../../domain/caller';
import { unknownInstance } from '../../domain/guards';
import { isInstanceId } from '../../domain/instance';
import { Problem } from '../../domain/problem';
import type { JobPaging } from '../../jobs/service/read';
import type { Handler, RequestContext } from '../context';
import { fitting } from '../fit';
import type { JsonAnswer } from '../response';
import { fittingEntries, jobShape, waitOf } from './jobs-answer';

/** Handles `GET /jobs`. */
export const handleListJobs: Handler = async ({ parameters, caller, jobs }) => {
  const { status: statuses, instance_id: ids, page_size: pageSize = 100, next_token: cursor } = parameters;
  const page = await (await jobs()).list(caller, {
    pageSize,
    ...defined({ instanceId: ids && onlyOne(ids), statuses, cursor }),
    fitting: (views) => fitting(views.map(jobShape)),
  });
  const count = page.jobs.length;
  return {
    status: 200,
    body: {
      message: `${count === 1 ? '1 job' : `${count} jobs`}${page.next === undefined ? '' : ', more follow'}`,
      jobs: page.jobs.map(jobShape),
      ...defined({ next_token: page.next }),
    },
  };
};

/**
 * Requires one instance id.
 * @throws Problem `invalid_parameter`, `invalid_instance_id`
 */
function onlyOne(ids: readonly string[]): string {
  const [id = '', ...others] = new Set(ids);
  if (others.length > 0) {
    const detail = `instance_id must be one instance id here; got ${others.length + 1}.`;
    throw new Problem('invalid_parameter', detail, { errors: [{ parameter: 'instance_id', detail }] });
  }
  if (isInstanceId(id)) return id;
  const { detail } = unknownInstance(id);
  throw new Problem('invalid_instance_id', detail, { errors: [{ parameter: 'instance_id', detail }] });
}

/** Handles `GET /jobs/{job_id}`. */
export const handleGetJob: Handler = (context) => jobAnswer(context, context.parameters.job_id ?? '');

/** Handles `GET /status/{id}` where the id is a job's: who may see instances may not for that reason see jobs. */
export function jobStatus(context: RequestContext, jobId: string): Promise<JsonAnswer<ResponseBody<'Job'>>> {
  requireAction(context.caller, 'jobs');
  return jobAnswer(context, jobId);
}

/** Handles `DELETE /jobs/{job_id}`. A job that has ended is answered as it is: there is nothing left to cancel. */
export const handleCancelJob: Handler = async (context) => {
  const jobs = await context.jobs();
  const view = await jobs.cancel(context.caller, context.parameters.job_id ?? '', pagingOf(context));
  return { status: 200, body: jobShape(view) };
};

async function jobAnswer(context: RequestContext, jobId: string): Promise<JsonAnswer<ResponseBody<'Job'>>> {
  const jobs = await context.jobs();
  return { status: 200, body: jobShape(await jobs.get(context.caller, jobId, pagingOf(context), waitOf(context))) };
}

function pagingOf({ parameters }: RequestContext): JobPaging {
  const { page_size: pageSize = 100, next_token: cursor } = parameters;
  return { pageSize, ...defined({ cursor }), fitting: fittingEntries };
}
