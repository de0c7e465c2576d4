import { ChangeAction } from '../../contract/actions';
import type { ProblemCode } from '../../contract/problems';
import type { Caller } from '../domain/caller';
import { judge, type Rules } from '../domain/guards';
import type { Instance } from '../domain/instance';
import { changed, declined, type Outcome, type Reason, unchanged } from '../domain/outcome';
import { Problem } from '../domain/problem';
import { expectedState } from '../domain/transitions';
import { lostAnswer, outcomesAfterTimeout } from './after-timeout';
import type { ChangeAnswer, Ec2, StopOptions } from './ec2';

/** Instances in one changing EC2 call. */
export const actionBatch = 50;
/** Halves of a rejected batch above this size are tried side by side; smaller ones in turn, to spare EC2's rate limit. */
const parallelAbove = 12;

export interface ActContext {
  readonly ec2: Ec2;
  readonly caller: Pick<Caller, 'tags'>;
  readonly rules: Rules;
}

/**
 * Asks EC2 to change instances that the guards let through, up to 50 in a call. A rejected call is split until the bad
 * instance is alone, so one bad instance never stops the others.
 * @returns one outcome for each instance, in their order; never throws a `Problem`
 */
export async function act(
  context: ActContext,
  action: ChangeAction,
  instances: readonly Instance[],
  options: StopOptions = {},
): Promise<readonly Outcome[]> {
  const groups = action === ChangeAction.stop && options.hibernate ? byHibernation(instances) : [{ instances }];
  const outcomes = await Promise.all(
    groups.flatMap(({ instances: group, warning }) => {
      const stop: StopOptions = warning === undefined ? options : { ...options, hibernate: false };
      return chunks(group, actionBatch).map((chunk) =>
        attempt({ ...context, action, stop, ...(warning === undefined ? {} : { warning }) }, chunk),
      );
    }),
  );
  const byId = new Map(outcomes.flat().map((outcome) => [outcome.instanceId, outcome]));
  return instances.flatMap(({ instanceId }) => byId.get(instanceId) ?? []);
}

interface Attempt extends ActContext {
  readonly action: ChangeAction;
  readonly stop: StopOptions;
  readonly warning?: string;
}

async function attempt(context: Attempt, instances: readonly Instance[]): Promise<readonly Outcome[]> {
  const { action, warning } = context;
  try {
    const changes = await send(
      context,
      instances.map((instance) => instance.instanceId),
    );
    const answers = new Map(changes.map((answer) => [answer.instanceId, answer]));
    return Promise.all(
      instances.map((instance) => {
        const answer = answers.get(instance.instanceId);
        if (answer !== undefined && 'problem' in answer) return declinedAlone(context, instance, answer.problem);
        return changed(instance, action, answer?.current ?? expectedState[action], warning);
      }),
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (lostAnswer.has(error.code)) {
      return outcomesAfterTimeout(context.ec2, action, instances, reasonOf(error), warning);
    }
    const [first] = instances;
    if (first !== undefined && instances.length === 1) return [await explain(context, first, error)];
    if (concernsTheCall(error)) {
      return instances.map((instance) => declined('failed', action, instance, reasonOf(error)));
    }
    const middle = Math.ceil(instances.length / 2);
    const [head, tail] = [instances.slice(0, middle), instances.slice(middle)];
    if (instances.length > parallelAbove) {
      return (await Promise.all([attempt(context, head), attempt(context, tail)])).flat();
    }
    return [...(await attempt(context, head)), ...(await attempt(context, tail))];
  }
}

/** The outcome of an instance that was refused while others of the same call were not. */
async function declinedAlone(context: Attempt, instance: Instance, problem: Problem): Promise<Outcome> {
  if (!lostAnswer.has(problem.code)) return explain(context, instance, problem);
  const { ec2, action, warning } = context;
  const [outcome] = await outcomesAfterTimeout(ec2, action, [instance], reasonOf(problem), warning);
  return outcome ?? declined('failed', action, instance, reasonOf(problem));
}

function send({ ec2, action, stop }: Attempt, ids: readonly string[]): Promise<readonly ChangeAnswer[]> {
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
 * EC2 refused an instance that the guards had let through: its state or its tags may have changed in between. Looking
 * again tells the caller what is true now.
 */
async function explain(context: Attempt, instance: Instance, problem: Problem): Promise<Outcome> {
  const { ec2, action, caller, rules } = context;
  if (!mayHaveChanged.has(problem.code)) return declined('failed', action, instance, reasonOf(problem));
  const [now] = await ec2.describe([instance.instanceId]).catch(() => []);
  if (now === undefined) return declined('failed', action, instance, reasonOf(problem));
  const verdict = judge(now, action, caller, rules);
  if (verdict.kind === 'unchanged') return unchanged(now, action);
  if (verdict.kind === 'act') return declined('failed', action, now, reasonOf(problem));
  const { awsCode } = problem.extras;
  return declined('failed', action, now, { ...verdict.reason, ...(awsCode === undefined ? {} : { awsCode }) });
}

const mayHaveChanged: ReadonlySet<ProblemCode> = new Set(['incorrect_state', 'instance_busy', 'role_misconfigured']);

/** Failures that splitting cannot cure, because no single instance causes them. */
const wholeCall: ReadonlySet<ProblemCode> = new Set([
  'aws_throttled',
  'aws_unavailable',
  'invalid_aws_credentials',
  'region_not_enabled',
]);

function concernsTheCall(problem: Problem): boolean {
  // A tag condition in IAM refuses a call for one untagged instance; any other missing right concerns all of them.
  if (problem.code === 'role_misconfigured') return problem.extras.awsCode !== 'UnauthorizedOperation';
  return wholeCall.has(problem.code);
}

/** A `Problem` as the reason of one instance's outcome. */
export function reasonOf(problem: Problem): Reason {
  const { code, detail, retryable, extras } = problem;
  return { code, detail, retryable, ...(extras.awsCode === undefined ? {} : { awsCode: extras.awsCode }) };
}

function byHibernation(
  instances: readonly Instance[],
): readonly { readonly instances: readonly Instance[]; readonly warning?: string }[] {
  return [
    { instances: instances.filter((instance) => instance.hibernation) },
    { instances: instances.filter((instance) => !instance.hibernation), warning: noHibernation },
  ];
}

/** The warning of an outcome whose instance was stopped without the hibernation asked for. */
export const noHibernation = 'The instance was not launched with hibernation configured: it is stopped without it.';

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
