import { defined } from '../../../contract/defined';
import { Compute } from '../../../contract/docker';
import { Problem } from '../../domain/problem';
import type { Ec2Of } from '../../instances/ec2';
import { type CreateRules, planLaunch } from '../create/plan';
import { type Job, type JobWork, Phase } from '../model';
import type { JobRequest } from '../ports';
import { type EndDependencies, endJob } from './end';
import { fingerprintOf, jobIdOf, newJobId } from './job-id';
import { promisedAtOnce, promiseStops } from './promise-stops';
import { resolveTarget } from './target';

export interface SubmitDependencies extends EndDependencies {
  readonly ec2Of: Ec2Of;
  readonly createRules: CreateRules;
  /** What the deployment controls. @default ec2 */
  readonly compute?: Compute;
}

/** The job of a request, and whether an earlier request under the same key has made it. */
export type Submitted = Job & { readonly replayed?: true };

/**
 * Records a job and starts it. With an idempotency key the same caller, key and request is the same job, however often
 * and however concurrently it is requested: a conditional write decides which request is first.
 * @throws Problem `idempotency_key_reused`, `invalid_parameter`, `too_many_instances`, and what the ports throw
 * @see docs/decisions/0012
 */
export async function submit(deps: SubmitDependencies, request: JobRequest): Promise<Submitted> {
  const { store, machine, clock } = deps;
  const { caller, idempotencyKey: key } = request;
  const jobId = key === undefined ? newJobId() : jobIdOf(caller.name, key, deps.compute);
  const work = await unresolvedWork(deps, request, jobId);
  const fingerprint = fingerprintOf(canonicalRequest(request, work));

  const known = key === undefined ? undefined : (await store.read(jobId))?.job;
  if (known !== undefined) return resumeExisting(deps, known, fingerprint);

  const now = new Date(clock.now()).toISOString();
  const job: Job = {
    jobId,
    action: request.action,
    status: 'pending',
    phase: Phase.change,
    region: request.region,
    ...(deps.compute === Compute.docker ? { compute: Compute.docker } : {}),
    requester: {
      name: caller.name,
      ...defined({ tags: caller.tags }),
      requestId: request.requestId,
      ...defined({ sourceIp: request.sourceIp }),
    },
    fingerprint,
    work: request.action === 'create' ? work : { ...work, selection: await resolveTarget(deps, request) },
    createdAt: now,
    updatedAt: now,
  };
  const first = await store.create(job);
  if (first !== undefined) {
    const { replayed, ...resumed } = await resumeExisting(deps, first, fingerprint);
    // This very request may have written it, in an attempt whose answer was lost.
    return first.requester.requestId === request.requestId ? resumed : { ...resumed, ...defined({ replayed }) };
  }
  try {
    await promiseStops(deps, job, promisedAtOnce(job));
    await machine.start({ jobId });
  } catch (error) {
    // Step Functions may have begun it, and only its answer was lost.
    const begun = await store.read(jobId).catch(() => undefined);
    if (begun !== undefined && begun.job.status !== 'pending') return begun.job;
    // Nobody can ask for this job again. With a key, the repeated request starts it.
    if (key === undefined) await failUnstarted(deps, job, error);
    throw error;
  }
  return job;
}

async function unresolvedWork(
  { createRules }: SubmitDependencies,
  request: JobRequest,
  jobId: string,
): Promise<JobWork> {
  const { stopAfterSeconds } = request;
  const stop = stopAfterSeconds === undefined ? {} : { stopAfterSeconds };
  if (request.action !== 'create') return { ...request.options, ...stop };
  return { ...stop, launch: await planLaunch(request.create, createRules, request.caller, jobId) };
}

/** Collects what makes two requests the same. The password is in it as its hash, which is the same for the same key. */
function canonicalRequest(request: JobRequest, work: JobWork): unknown {
  const { action, region } = request;
  if (request.action !== 'create') {
    const { target } = request;
    const about =
      target.kind === 'ids'
        ? [...new Set(target.ids)].sort()
        : target.kind === 'tags'
          ? target.tags
          : { address: target.address };
    return { action, region, about, work };
  }
  const { password: _, ...create } = request.create;
  return { action, region, create, login: work.launch?.login, stopAfterSeconds: work.stopAfterSeconds };
}

async function resumeExisting(
  { machine, store }: SubmitDependencies,
  job: Job,
  fingerprint: string,
): Promise<Submitted> {
  if (job.fingerprint !== fingerprint) {
    throw new Problem(
      'idempotency_key_reused',
      `The idempotency key belongs to the job ${job.jobId} of another request. Use another key.`,
    );
  }
  // The request that wrote it may have failed before starting it. The write makes it young again, for readers that miss its execution.
  if (job.status === 'pending' && (await store.update(job.jobId, {}))) await machine.start({ jobId: job.jobId });
  return { ...job, replayed: true };
}

async function failUnstarted(deps: SubmitDependencies, job: Job, error: unknown): Promise<void> {
  const why = error instanceof Problem ? error.detail : 'a fault of this API.';
  const detail = `The job could not be started: ${why}`;
  // An execution that did start finds the job ended, and does nothing.
  await endJob(deps, job, { status: 'failed', error: { code: 'internal_error', detail, retryable: true } }, []).catch(
    () => false,
  );
}
