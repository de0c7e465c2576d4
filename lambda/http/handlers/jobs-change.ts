import { isIPv4 } from 'node:net';
import type { ChangeAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import { jobLimit, synchronousLimit } from '../../domain/instance';
import type { Outcome } from '../../domain/outcome';
import type { JobTarget } from '../../jobs/ports';
import { changeIsDone } from '../../jobs/rules/end';
import type { JobView } from '../../jobs/service/read';
import type { RequestContext } from '../context';
import type { JsonAnswer } from '../response';
import { selectionOf } from '../scope';
import { singleAnswer, summaryAnswer } from './change';
import { deleteShape, targetSelection } from './delete';
import {
  accepted,
  jobProblem,
  jobShape,
  longestWait,
  ownError,
  shownInstances,
  waitOf,
  wasCutShort,
} from './jobs-answer';
import { answerOnce, firstWasAccepted, type RepeatableBody } from './replay';

/** Handles start, stop, reboot or delete by a job: answers with it at once, or waits for its end. */
export async function changeByJob(context: RequestContext, action: ChangeAction): Promise<JsonAnswer<RepeatableBody>> {
  const { parameters, caller, region, requestId, sourceIp } = context;
  const { force, hibernate, stop_after, idempotency_key } = parameters;
  const target = await targetOf(context, action);
  const jobs = await context.jobs();
  const job = await jobs.submit({
    action,
    target,
    caller,
    region,
    requestId,
    sourceIp,
    limit: parameters.async === true ? jobLimit : synchronousLimit,
    options: defined({ force, hibernate }),
    ...defined({ stopAfterSeconds: stop_after, idempotencyKey: idempotency_key }),
  });
  return answerOnce(context, job, async () => {
    const wait = firstWasAccepted(job) ? undefined : waitOf(context, idempotency_key ? longestWait : undefined);
    const view = await jobs.waitFor(job, wait ?? 0, shownInstances);
    if (wait === undefined || !changeIsDone(view.job)) return accepted(context, view);
    return finalAnswer(context, action, target, view);
  });
}

async function targetOf(context: RequestContext, action: ChangeAction): Promise<JobTarget> {
  const { parameters, config } = context;
  if (action !== 'delete') return selectionOf(parameters, config);
  const { target = '' } = parameters;
  // Asked for again under its key, the instance may have gone, and its address with it.
  if (isIPv4(target)) return { kind: 'address', address: target, resolve: () => targetSelection(context) };
  return targetSelection(context);
}

/**
 * Answers a change that was waited for in the form of a change inside the request, with the final states and the job.
 *
 * @throws Problem when the one named instance did not reach its state, or the job ended by itself
 */
function finalAnswer(
  context: RequestContext,
  action: ChangeAction,
  target: JobTarget,
  view: JobView,
): JsonAnswer<RepeatableBody> {
  const { job, entries, instanceIds } = view;
  const outcomes = entries.flatMap(({ startResult, result }): readonly Outcome[] => {
    const first = startResult ?? result;
    return first === undefined ? [] : [{ ...first, action }];
  });
  const error = ownError(view);
  if (error !== undefined) throw jobProblem(job, error);
  if (wasCutShort(view) || outcomes.length < instanceIds.length || outcomes.length === 0) {
    return { status: 200, body: jobShape(view) };
  }
  const single = target.kind === 'address' || (target.kind === 'ids' && target.ids.length === 1);
  const [only] = outcomes;
  const identity = { job_id: job.jobId, ...defined({ stop_at: job.stopAt }) };
  if (!single || only === undefined) {
    const answer = summaryAnswer(action, outcomes, 'done');
    return { ...answer, body: { ...answer.body, ...identity } };
  }
  if (only.reason !== undefined) throw jobProblem(job, { ...only.reason, instanceId: only.instanceId });
  const answer = singleAnswer(action, only, 'done');
  const deleted = action === 'delete' ? deleteShape(context, only) : {};
  return { ...answer, body: { ...answer.body, ...deleted, ...identity } };
}
