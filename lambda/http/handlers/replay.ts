import { Problem } from '../../domain/problem';
import type { Submitted } from '../../jobs/service/submit';
import type { RequestContext } from '../context';
import type { Answer } from '../response';

/** The header of an answer that repeats an earlier request's. */
const replayHeader = { 'idempotency-replayed': 'true' } as const;

/** Was the earlier request answered with 202 and the job? Then this one is as well, however the job stands now. */
export function firstWasAccepted({ replayed, answered }: Submitted): boolean {
  return replayed === true && answered === 202;
}

/**
 * Answers a request that may have been made before under its key. The first answer's status code is written down; a later
 * one has the same, is marked, and shows the one instance as it is now.
 * @param answer - makes the answer from the job as it stands
 */
export async function answerOnce(
  context: RequestContext,
  job: Submitted,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (job.replayed === undefined) {
    const first = await answer();
    if (context.parameters.idempotency_key !== undefined) {
      await (await context.jobs()).recordAnswer(job.jobId, first.status);
    }
    return first;
  }
  const repeated = await answer().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, `Repeated request: ${error.detail}`, error.extras);
  });
  const { body } = repeated;
  return {
    ...repeated,
    status: job.answered ?? repeated.status,
    headers: { ...repeated.headers, ...replayHeader },
    body: isShape(body) ? { ...(await asItIsNow(context, body)), ...marksOf(body) } : body,
  };
}

type Shape = Readonly<Record<string, unknown>>;

function marksOf({ message }: Shape): Shape {
  return { message: `Repeated request: ${message}`, replayed: true };
}

/** The body with the state and address of its one instance read anew; as it was, where EC2 does not show it. */
async function asItIsNow({ ec2Of, region, credentials }: RequestContext, body: Shape): Promise<Shape> {
  const { instance_id: named, instance_ids: listed, results } = body;
  const id = typeof named === 'string' ? named : Array.isArray(listed) && listed.length === 1 ? listed[0] : undefined;
  if (typeof id !== 'string') return body;
  const [now] = await ec2Of(region, credentials)
    .describe([id])
    .catch(() => []);
  if (now === undefined) return body;
  const state = { current_state: now.state, ip: now.ip };
  // Of a job the last result is the one that tells where the instance is.
  if (Array.isArray(results)) {
    const last = results.length - 1;
    return { ...body, ip: now.ip, results: results.map((one: Shape, i) => (i === last ? { ...one, ...state } : one)) };
  }
  const { status, ip } = body;
  const addressAskedFor = body.action === 'delete' ? { ip } : {};
  return { ...body, ...state, ...addressAskedFor, ...(status === undefined ? {} : { status: now.state }) };
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
