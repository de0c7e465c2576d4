import type { ProblemCode } from '../../../contract/problems';
import { enoughToAct } from '../../domain/deadline';
import { type Outcome, type Reason, reasonOf } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { unclearAnswers } from '../../instances/after-timeout';
import type { StateChange } from '../../instances/ec2';
import { resolveImage } from '../create/image';
import { type Job, type JobEntry, type JobWork, Stage } from '../model';
import { afterFailure, afterPreparing, settle, worthRetrying } from '../rules/entry';
import { withoutLogin } from '../service/end';
import { promiseStops } from '../service/promise-stops';
import type { StepDependencies } from './dependencies';

/**
 * Launches the instance of a `create`, once: by the job's client token on AWS, and by looking for the job's tag first
 * where client tokens are not heeded. The image is written down before, for the newest one may be another at a repetition.
 * An answer that does not prove that nothing was launched is followed by a look for the job's tag, then by the same launch
 * again under its token, and after the last of those by one more look: there may be an instance that nobody knows of.
 */
export async function launch(
  deps: StepDependencies,
  job: Job,
  entries: readonly JobEntry[],
): Promise<readonly JobEntry[]> {
  const { store, events, clock, retrySeconds } = deps;
  const [entry] = entries;
  if (entry === undefined) return entries;
  let wasSent = lostBefore(entry);
  const onlyLooks = (entry.attempts ?? 0) > retrySeconds.length ? entry.result?.reason : undefined;
  const launched = await tryToLaunch(deps, job, onlyLooks, () => {
    wasSent = true;
    events.intended(job, []);
  }).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  if (launched instanceof Problem) {
    const reason = reasonOf(launched);
    const result: Outcome = { ...made, instanceId: '', outcome: 'failed', currentState: null, reason };
    if (onlyLooks !== undefined) {
      const detail = `${onlyLooks.detail} It was tried ${retrySeconds.length + 1} times.`;
      return save(settle(entry, { ...result, reason: { ...onlyLooks, detail } }, clock.now()));
    }
    const retries = wasSent && unclearAnswers.has(reason.code) ? [...retrySeconds, lastLook] : retrySeconds;
    return save(afterFailure(entry, result, retries, clock.now(), wasSent ? repeatable : worthRetrying));
  }
  if (launched === undefined) return entries;
  if (launched === 'preparing') return save(afterPreparing(entry, clock.now()));
  const { instanceId, current } = launched;
  const result: Outcome = { ...made, instanceId, outcome: 'changed', currentState: current };
  const { due: _, ...rest } = entry;
  const watched = await save({ ...rest, instanceId, stage: Stage.watching, stageEnteredAt: clock.now(), result });
  await promiseStops(deps, job, [instanceId]);
  await store.update(job.jobId, { work: withoutLogin(launched.work) });
  return watched;

  async function save(after: JobEntry): Promise<readonly JobEntry[]> {
    await store.saveChunks(job.jobId, [{ chunk: 0, entries: [after] }]);
    if (after.result !== undefined) events.outcomes(job, [after.result]);
    return [after];
  }
}

const made = { action: 'create', previousState: null, ip: null } as const;

/** The failures of a launch after which it is repeated. */
const repeatable: ReadonlySet<ProblemCode> = new Set([...worthRetrying, ...unclearAnswers]);

/** Seconds after the last allowed launch for the look that ends the matter: by then EC2 shows what it has made. */
const lastLook = 60;

function lostBefore({ result }: JobEntry): boolean {
  return result?.reason !== undefined && unclearAnswers.has(result.reason.code);
}

/**
 * Launches the instance, unless an earlier launch of the job has.
 * @returns undefined when EC2 was not asked: the job was ended before, or the launch is left to the next step
 */
async function tryToLaunch(
  { store, launcherOf, deadline }: StepDependencies,
  { jobId, region, work }: Job,
  onlyLooks: Reason | undefined,
  onAsking: () => void,
): Promise<(StateChange & { readonly work: JobWork }) | 'preparing' | undefined> {
  if (work.launch === undefined) throw new Error(`job ${jobId} has nothing to launch`);
  const launcher = launcherOf(region);
  const spec = await resolveImage(launcher, work.launch);
  const resolved = { ...work, launch: spec };
  if (spec !== work.launch && deadline.remaining() < enoughToAct) {
    // Finding out the image has taken the time of this step: the next one has all of its time for the launch.
    await store.update(jobId, { work: resolved });
    return undefined;
  }
  if (!(await launcher.prepare(spec.imageId))) return 'preparing';
  const there = await launcher.launched(jobId);
  if (there !== undefined) return { ...there, work: resolved };
  // All launches have been used up; what the last one failed by is the answer.
  if (onlyLooks !== undefined) throw new Problem(onlyLooks.code, onlyLooks.detail, onlyLooks);
  // The write is a last look, too: a job that has been cancelled meanwhile launches nothing.
  if (!(await store.update(jobId, { work: resolved }))) return undefined;
  onAsking();
  try {
    return { ...(await launcher.launch({ ...spec, clientToken: jobId })), work: resolved };
  } catch (error) {
    if (!(error instanceof Problem) || !unclearAnswers.has(error.code)) throw error;
    const made = await launcher.launched(jobId).catch(() => undefined);
    if (made === undefined) throw error;
    return { ...made, work: resolved };
  }
}
