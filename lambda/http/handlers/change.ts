import { ChangeAction } from '../../../contract/actions';
import { defined } from '../../../contract/defined';
import type { ResponseBody } from '../../../contract/responses';
import { InstanceState } from '../../../contract/states';
import { jobLimit, type Selection, synchronousLimit } from '../../domain/instance';
import { isGood, type Outcome, OutcomeKind, shareOf } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { changeState } from '../../instances/plan';
import { nothingSelected } from '../../instances/select';
import type { JsonHandler, RequestContext } from '../context';
import type { JsonAnswer } from '../response';
import { isSingle, needsJob, selectionOf } from '../scope';
import { changeShape, resultShape, summary } from '../shapes';

/** Handles start, stop or reboot inside the request. */
export function change(action: ChangeAction): JsonHandler<ResponseBody<'InstanceChange' | 'InstanceChanges'>> {
  return async (context) => {
    const selection = selectionOf(context.parameters, context.config);
    const outcomes = await changeNow(context, action, selection);
    const tense = tenseOf(context);
    const [only] = outcomes;
    return only !== undefined && isSingle(selection)
      ? singleAnswer(action, only, tense)
      : summaryAnswer(action, outcomes, tense);
  };
}

/** Makes the change, or predicts it for `dry_run`, and hands the outcomes to the audit trail. */
export async function changeNow(
  context: RequestContext,
  action: ChangeAction,
  selection: Selection,
): Promise<readonly Outcome[]> {
  const { parameters, caller, rules, region, credentials } = context;
  const { force, hibernate, dry_run: dryRun = false } = parameters;
  const outcomes = await changeState(
    { ec2: context.ec2Of(region, credentials), caller, rules, onIntent: context.intend },
    {
      action,
      selection,
      dryRun,
      // What a dry run predicts is what the same request would do, and a job waits where a request is refused.
      asJob: dryRun && needsJob(context.operation, { ...parameters, dry_run: false }),
      limit: dryRun && parameters.async === true ? jobLimit : synchronousLimit,
      options: defined({ force, hibernate }),
    },
  );
  context.audit(outcomes, dryRun);
  if (outcomes.length > 0) return outcomes;
  throw nothingSelected();
}

/** Tells a dry run from a change. */
export function tenseOf({ parameters }: RequestContext): Tense {
  return parameters.dry_run === true ? 'would' : 'now';
}

/**
 * Answers for the one instance that a request names. A dry run of a change that would be refused is an answer like any
 * other, with 207.
 *
 * @throws Problem when the instance was refused or failed
 */
export function singleAnswer(
  action: ChangeAction,
  outcome: Outcome,
  tense: Tense,
): JsonAnswer<ResponseBody<'InstanceChange'>> {
  const { reason, instanceId } = outcome;
  if (reason === undefined) {
    const body = { message: outcomeMessage(outcome, action, tense), ...changeShape(outcome), ...dryRunMark(tense) };
    return { status: 200, body };
  }
  if (tense === 'would') {
    const message = `Would not ${action} instance ${instanceId}: ${reason.detail}`;
    return { status: 207, body: { message, ...changeShape(outcome), ...dryRunMark(tense) } };
  }
  const { code, detail, retryable, awsCode } = reason;
  throw new Problem(code, detail, { instanceId, retryable, ...defined({ awsCode }) });
}

/** Answers for several instances: a summary, and the result of each. */
export function summaryAnswer(
  action: ChangeAction,
  outcomes: readonly Outcome[],
  tense: Tense,
): JsonAnswer<ResponseBody<'InstanceChanges'>> {
  const counts = summary(outcomes);
  return {
    status: outcomes.every(isGood) ? 200 : 207,
    body: {
      message: summaryMessage(action, counts, tense),
      action,
      summary: counts,
      results: outcomes.map(resultShape),
      ...dryRunMark(tense),
    },
  };
}

function dryRunMark(tense: Tense): { readonly dry_run?: true } {
  return tense === 'would' ? { dry_run: true } : {};
}

/** A change as it is made, as it has been waited for, and as a dry run tells that it would be. */
export type Tense = 'now' | 'done' | 'would';

const verbs: Readonly<Record<ChangeAction, Readonly<Record<Tense, string>>>> = {
  [ChangeAction.start]: { now: 'Starting', done: 'Started', would: 'Would start' },
  [ChangeAction.stop]: { now: 'Stopping', done: 'Stopped', would: 'Would stop' },
  [ChangeAction.reboot]: { now: 'Rebooting', done: 'Rebooted', would: 'Would reboot' },
  [ChangeAction.delete]: { now: 'Terminating', done: 'Terminated', would: 'Would terminate' },
};

/** Words the good outcome of one instance, made or predicted. */
export function outcomeMessage(
  { instanceId, outcome, previousState }: Outcome,
  action: ChangeAction,
  tense: Tense,
): string {
  if (outcome === OutcomeKind.changed) return `${verbs[action][tense]} instance ${instanceId}`;
  return `Instance ${instanceId} is already ${previousState ?? InstanceState.terminated}`;
}

/** Words the outcomes of several instances in numbers, made or predicted. */
export function summaryMessage(action: ChangeAction, counts: ReturnType<typeof summary>, tense: Tense): string {
  const { changed, unchanged, refused, failed } = counts;
  const share = shareOf(changed, changed + unchanged + refused + failed);
  return `${verbs[action][tense]} ${share}: ${changed} changed, ${unchanged} unchanged, ${refused} refused, ${failed} failed`;
}
