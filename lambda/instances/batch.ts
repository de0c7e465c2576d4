import { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, type Reason, reasonOf } from '../domain/outcome';
import { Problem } from '../domain/problem';
import { expectedState } from '../domain/transitions';
import type { ActContext } from './act';
import { mayHaveHappened, outcomesAfterTimeout } from './after-timeout';
import type { ChangeAnswer, StopOptions } from './ec2';

/** Halves of a rejected batch above this size are tried side by side; smaller ones in turn, to spare EC2's rate limit. */
const parallelAbove = 12;

/** One batch of instances, and what is to be done with them. */
export interface Batch extends ActContext {
  readonly action: ChangeAction;
  readonly stop: StopOptions;
  /** The warning of each that is changed. */
  readonly warning?: string;
}

/** Asks EC2 once for all of the instances, and again for what is left of them when it has refused. */
export async function attempt(batch: Batch, instances: readonly Instance[]): Promise<readonly Outcome[]> {
  if (instances.length === 0) return [];
  try {
    const ids = instances.map(({ instanceId }) => instanceId);
    return await afterAnswer(batch, instances, await send(batch, ids));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return afterProblem(batch, instances, error);
  }
}

function send({ ec2, action, stop }: Batch, ids: readonly string[]): Promise<readonly ChangeAnswer[]> {
  switch (action) {
    case ChangeAction.start:
      return ec2.start(ids);
    case ChangeAction.stop:
      return ec2.stop(ids, stop);
    case ChangeAction.reboot:
      return ec2.reboot(ids);
    case ChangeAction.delete:
      return ec2.terminate(ids);
  }
}

/**
 * Makes the outcomes of an accepted call: only instances that EC2's answer names are changed. For a reboot it names
 * none.
 */
async function afterAnswer(
  batch: Batch,
  instances: readonly Instance[],
  answers: readonly ChangeAnswer[],
): Promise<readonly Outcome[]> {
  const { action, warning } = batch;
  const byId = new Map(answers.map((answer) => [answer.instanceId, answer]));
  const unnamed: Instance[] = [];
  const outcomes = await Promise.all(
    instances.map(async (instance): Promise<readonly Outcome[]> => {
      const answer = byId.get(instance.instanceId);
      if (answer !== undefined && 'problem' in answer) return afterProblem(batch, [instance], answer.problem);
      if (answer === undefined && action !== ChangeAction.reboot) {
        unnamed.push(instance);
        return [];
      }
      return [changed(instance, action, answer?.current ?? expectedState[action], warning)];
    }),
  );
  return [...outcomes.flat(), ...(await outcomesAfterTimeout(batch, unnamed, notNamed))];
}

const notNamed = new Problem('aws_error', 'EC2 accepted the call, and did not name the instance in its answer.', {
  unclear: true,
});

async function afterProblem(
  batch: Batch,
  instances: readonly Instance[],
  problem: Problem,
): Promise<readonly Outcome[]> {
  const { action } = batch;
  const named = namedAmong(instances, problem);
  const rest = instances.filter((instance) => !named.includes(instance));
  if (named.length > 0 && refusesHibernation(batch, problem)) {
    const plainly: Batch = { ...batch, stop: { ...batch.stop, hibernate: false }, warning: refusedHibernation };
    return (await Promise.all([again(plainly, named), again(batch, rest)])).flat();
  }
  if (named.length > 0) {
    const { explain } = await import('./explain');
    return [...(await explain(batch, named, problem)), ...(await again(batch, rest))];
  }
  if (mayHaveHappened(problem)) return outcomesAfterTimeout(batch, instances, problem);
  if (concernsTheCall(problem)) {
    return instances.map((instance) => declined('failed', action, instance, reasonOf(problem)));
  }
  const middle = Math.ceil(instances.length / 2);
  const [head, tail] = [instances.slice(0, middle), instances.slice(middle)];
  if (instances.length > parallelAbove) {
    return (await Promise.all([again(batch, head), again(batch, tail)])).flat();
  }
  return [...(await again(batch, head)), ...(await again(batch, tail))];
}

/** Asks once more, for what is left of a refused call, unless nobody wants that any more. */
async function again(batch: Batch, instances: readonly Instance[]): Promise<readonly Outcome[]> {
  if (instances.length === 0) return [];
  const { action, isWanted = async () => true } = batch;
  if (await isWanted()) return attempt(batch, instances);
  return instances.map((instance) => declined('failed', action, instance, notWanted));
}

/** Tells that EC2 was not asked. Nobody is shown it, for the job that did not go on has ended. */
const notWanted: Reason = {
  code: 'aws_timeout',
  detail: 'EC2 was not asked any more.',
  retryable: true,
  cutShort: 'unasked',
};

/**
 * Picks the instances that a problem is about: those that EC2 names, or the only one of the call unless its outcome is
 * unclear.
 */
function namedAmong(instances: readonly Instance[], problem: Problem): readonly Instance[] {
  const names = new Set(problem.extras.instanceIds ?? []);
  const named = instances.filter(({ instanceId }) => names.has(instanceId));
  if (named.length > 0) return named;
  return instances.length === 1 && !mayHaveHappened(problem) ? instances : [];
}

/** Failures that no single instance causes. */
const wholeCall: ReadonlySet<ProblemCode> = new Set([
  'aws_throttled',
  'aws_unavailable',
  'aws_unreachable',
  'aws_timeout',
  'docker_unreachable',
  'invalid_aws_credentials',
  'region_not_enabled',
  'account_not_ready',
]);

function concernsTheCall({ code, extras }: Problem): boolean {
  // A tag condition in IAM refuses a call for one untagged instance; any other missing right concerns all of them.
  if (code === 'role_misconfigured' || code === 'caller_credentials_denied')
    return extras.awsCode !== 'UnauthorizedOperation';
  return wholeCall.has(code);
}

/** Checks whether EC2 refused to hibernate an instance that it describes as able to. */
function refusesHibernation({ action, stop }: Batch, { detail, extras }: Problem): boolean {
  if (action !== ChangeAction.stop || !stop.hibernate) return false;
  const { awsCode = '' } = extras;
  return (
    awsCode === 'UnsupportedHibernationConfiguration' || (/^Unsupported/.test(awsCode) && /hibernat/i.test(detail))
  );
}

/** The warning of an outcome whose instance EC2 did not hibernate. */
export const refusedHibernation = 'EC2 refused to hibernate the instance: it is stopped without it.';
