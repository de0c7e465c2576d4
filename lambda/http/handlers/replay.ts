import type { ResponseBody } from '../../../contract/responses';
import { sees } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import type { Submitted } from '../../jobs/service/submit';
import type { RequestContext } from '../context';
import { type JsonAnswer, replayHeader } from '../response';

/**
 * Checks whether the earlier request was answered with 202 and the job. Then this one is as well, whatever the job's
 * status.
 */
export function firstWasAccepted({ replayed, answered }: Submitted): boolean {
  return replayed === true && answered === 202;
}

/**
 * Answers a request that may repeat an earlier one with the same idempotency key. The first answer's status code is
 * recorded; a repeated answer has the same code, is marked, and shows the one instance as it is now.
 * @param answer - makes the answer from the job as it stands
 */
export async function answerOnce(
  context: RequestContext,
  job: Submitted,
  answer: () => Promise<JsonAnswer<RepeatableBody>>,
): Promise<JsonAnswer<RepeatableBody>> {
  if (job.replayed === undefined) {
    const first = await answer();
    if (context.parameters.idempotency_key !== undefined) {
      await (await context.jobs()).recordAnswer(job.jobId, first.status);
    }
    return first;
  }
  const repeated = await answer().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, `Repeated request: ${error.detail}`, { ...error.extras, replayed: true });
  });
  const { body } = repeated;
  return {
    ...repeated,
    status: job.answered ?? repeated.status,
    headers: { ...repeated.headers, ...replayHeader },
    body: { ...(await asItIsNow(context, body)), message: `Repeated request: ${body.message}`, replayed: true },
  };
}

/** What a request with an idempotency key may answer. */
export type RepeatableBody = ResponseBody<'Job' | 'InstanceChange' | 'InstanceChanges' | 'CreatedInstance'>;

/**
 * Reads the state and the address of the body's one instance anew; keeps the body where EC2 does not show it, or where the
 * instance does not exist for the caller: the job that it names may have failed for that very reason.
 */
async function asItIsNow(
  { ec2Of, region, credentials, caller }: RequestContext,
  body: RepeatableBody,
): Promise<RepeatableBody> {
  if ('summary' in body) return body;
  const ids = 'instance_ids' in body ? body.instance_ids : [body.instance_id];
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) return body;
  const [now] = await ec2Of(region, credentials)
    .describe([id])
    .catch(() => []);
  if (now === undefined || !sees(caller, now)) return body;
  const state = { current_state: now.state, ip: now.ip };
  // Of a job's results the last one says where the instance is.
  if ('results' in body) {
    const last = body.results.length - 1;
    return { ...body, ip: now.ip, results: body.results.map((one, i) => (i === last ? { ...one, ...state } : one)) };
  }
  const addressAskedFor = body.action === 'delete' ? { ip: body.ip } : {};
  return { ...body, ...state, ...addressAskedFor, ...(body.status === undefined ? {} : { status: now.state }) };
}
