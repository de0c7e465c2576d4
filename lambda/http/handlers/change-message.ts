import { ChangeAction } from '../../../contract/actions';
import { InstanceState } from '../../../contract/states';
import { type Outcome, OutcomeKind } from '../../domain/outcome';
import type { summary } from '../shapes';

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
