import { defined } from '../../../contract/defined';
import type { Parameters } from '../../../contract/parameters';
import type { ResponseBody } from '../../../contract/responses';
import { type CreateRequest, launchErrors } from '../../jobs/create/plan';
import type { CreateJobRequest } from '../../jobs/ports';
import { changeIsDone } from '../../jobs/rules/end';
import type { JobView } from '../../jobs/service/read';
import type { Checked } from '../check';
import type { Handler, RequestContext } from '../context';
import type { Finding } from '../findings';
import type { JsonAnswer } from '../response';
import { changeShape } from '../shapes';
import { accepted, jobProblem, jobShape, longestWait, ownError, waitOf, wasCutShort } from './jobs-answer';
import { answerOnce, firstWasAccepted } from './replay';

/** Handles `create`: a job that is waited for as long as a request can be, unless asked otherwise. */
export const handleCreate: Handler = async (context) => {
  const jobs = await context.jobs();
  const request = requestOf(context);
  if (context.parameters.dry_run === true) {
    const { imageId, instanceType } = await jobs.dryRun(request);
    return { status: 200, body: dryRunShape(instanceType, imageId) };
  }
  const job = await jobs.submit(request);
  return answerOnce(context, job, async () => {
    const wait = firstWasAccepted(job) ? undefined : waitOf(context, longestWait);
    const view = await jobs.waitFor(job, wait ?? 0, 1);
    return wait === undefined || !changeIsDone(view.job) ? accepted(context, view) : created(view);
  });
};

/** Finds what is wrong with a launch as a whole. */
export function createFindings({ parameters, caller, config }: Checked): readonly Finding[] {
  const errors = launchErrors(launchOf(parameters), config, caller);
  return [
    ...errors.map((error) => ({ code: 'invalid_parameter', ...error }) as const),
    ...imageFindings(parameters, config),
  ];
}

/** Refuses images that the deployment does not name: the lab is open to anyone, and would pull and run anything. */
function imageFindings({ image_id: image }: Parameters, { docker }: Checked['config']): readonly Finding[] {
  if (docker === undefined || image === undefined || docker.images.includes(image)) return [];
  const detail = `The image "${image}" is not one that this deployment runs: ${docker.images.join(', ')}. DOCKER_IMAGES names more.`;
  return [{ code: 'invalid_launch_parameter', parameter: 'image_id', detail }];
}

function launchOf(parameters: Parameters): CreateRequest {
  return defined({
    imageId: parameters.image_id,
    instanceType: parameters.instance_type,
    name: parameters.name,
    tags: parameters.tags,
    keyName: parameters.key_name,
    subnetId: parameters.subnet_id,
    securityGroupIds: parameters.security_group_ids,
    username: parameters.username,
    password: parameters.password,
  });
}

function requestOf({ parameters, caller, region, requestId, sourceIp }: RequestContext): CreateJobRequest {
  const { stop_after, idempotency_key } = parameters;
  return {
    action: 'create',
    create: launchOf(parameters),
    caller,
    region,
    requestId,
    sourceIp,
    ...defined({ stopAfterSeconds: stop_after, idempotencyKey: idempotency_key }),
  };
}

/** Shapes what a dry run of a create answers. */
function dryRunShape(instanceType: string, imageId: string): ResponseBody<'CreateDryRun'> {
  return {
    message: `Would launch a ${instanceType} from ${imageId}`,
    instance_id: null,
    action: 'create',
    outcome: 'changed',
    previous_state: null,
    current_state: 'pending',
    ip: null,
    image_id: imageId,
    instance_type: instanceType,
    dry_run: true,
  };
}

/**
 * Answers with the instance that the job created.
 * @throws Problem when there is no instance, or it did not come up
 */
function created(view: JobView): JsonAnswer<ResponseBody<'CreatedInstance' | 'Job'>> {
  const { job, entries } = view;
  const [entry] = entries;
  const result = entry?.startResult ?? entry?.result;
  if (result?.reason !== undefined) throw jobProblem(job, { ...result.reason, instanceId: result.instanceId });
  const error = ownError(view);
  if (error !== undefined) throw jobProblem(job, error);
  if (result === undefined || wasCutShort(view)) return { status: 200, body: jobShape(view) };
  return {
    status: 201,
    body: {
      message: `Created instance ${result.instanceId}`,
      ...changeShape(result),
      status: result.currentState,
      job_id: job.jobId,
      task_id: job.jobId,
      ...defined({ stop_at: job.stopAt }),
    },
  };
}
