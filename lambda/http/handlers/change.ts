import { ChangeAction } from '../../../contract/actions';
import { InstanceState } from '../../../contract/states';
import type { Selection } from '../../domain/instance';
import { isGood, type Outcome, OutcomeKind } from '../../domain/outcome';
import { Problem } from '../../domain/problem';
import { changeState } from '../../instances/plan';
import type { Handler, RequestContext } from '../context';
import type { Answer } from '../response';
import { isSingle, selectionOf } from '../scope';
import { outcomeShape, summary } from '../shapes';

/** Handles start, stop or reboot inside the request. */
export function change(action: ChangeAction): Handler {
  return async (context) => {
    const selection = selectionOf(context.parameters, context.config);
    return changeAnswer(context, action, selection, await changeNow(context, action, selection));
  };
}

/** Does the change, or predicts it for `dry_run`, and hands the outcomes to the audit trail. */
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
      options: {
        ...(force === undefined ? {} : { force }),
        ...(hibernate === undefined ? {} : { hibernate }),
      },
    },
  );
  context.audit(outcomes, dryRun);
  if (outcomes.length > 0) return outcomes;
  throw new Problem('instance_not_found', 'No instance carries all of these tags: nothing was changed.');
}

/**
 * The answer to a change: for one named instance its outcome or the problem itself, else a summary and every result.
 * @throws Problem when one named instance was refused or failed
 */
export function changeAnswer(
  context: RequestContext,
  action: ChangeAction,
  selection: Selection,
  outcomes: readonly Outcome[],
): Answer {
  const dryRun = context.parameters.dry_run === true;
  const flag = dryRun ? { dry_run: true } : {};
  const [only] = outcomes;
  if (only !== undefined && isSingle(selection)) {
    const { reason, instanceId } = only;
    if (reason !== undefined) {
      const { code, detail, retryable, awsCode } = reason;
      throw new Problem(code, detail, { instanceId, retryable, ...(awsCode === undefined ? {} : { awsCode }) });
    }
    return { status: 200, body: { message: outcomeMessage(only, action, dryRun), ...outcomeShape(only), ...flag } };
  }
  const counts = summary(outcomes);
  return {
    status: outcomes.every(isGood) ? 200 : 207,
    body: {
      message: summaryMessage(action, counts, dryRun),
      action,
      summary: counts,
      results: outcomes.map(outcomeShape),
      ...flag,
    },
  };
}

/** Words for a change: as it is made, and as a dry run tells that it would be. */
const verbs: Readonly<Record<ChangeAction, { readonly now: string; readonly would: string }>> = {
  [ChangeAction.start]: { now: 'Starting', would: 'Would start' },
  [ChangeAction.stop]: { now: 'Stopping', would: 'Would stop' },
  [ChangeAction.reboot]: { now: 'Rebooting', would: 'Would reboot' },
  [ChangeAction.delete]: { now: 'Terminating', would: 'Would terminate' },
};

function verb(action: ChangeAction, dryRun: boolean): string {
  return dryRun ? verbs[action].would : verbs[action].now;
}

/** What became, or in a dry run would become, of one instance whose outcome is good. */
export function outcomeMessage(
  { instanceId, outcome, previousState }: Outcome,
  action: ChangeAction,
  dryRun: boolean,
): string {
  if (outcome === OutcomeKind.changed) return `${verb(action, dryRun)} instance ${instanceId}`;
  return `Instance ${instanceId} is already ${previousState ?? InstanceState.terminated}`;
}

/** What became, or in a dry run would become, of several instances, in numbers. */
export function summaryMessage(action: ChangeAction, counts: ReturnType<typeof summary>, dryRun: boolean): string {
  const { changed, unchanged, refused, failed } = counts;
  const total = changed + unchanged + refused + failed;
  const about = total === 1 ? '1 instance' : `${total} instances`;
  return `${verb(action, dryRun)} ${about}: ${changed} changed, ${unchanged} unchanged, ${refused} refused, ${failed} failed`;
}
