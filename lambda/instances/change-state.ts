import type { ChangeAction } from '../../contract/actions';
import type { Outcome } from '../domain/outcome';
import { type Selection, synchronousLimit } from '../domain/selection';
import { type ActContext, act } from './act';
import { foretell } from './dry-run';
import type { StopOptions } from './ec2';
import { plan, settled } from './plan';

export interface ChangeRequest {
  readonly action: ChangeAction;
  readonly selection: Selection;
  readonly options: StopOptions;
  /** Foretell only; nothing is changed. */
  readonly dryRun: boolean;
}

/**
 * Starts, stops, reboots or terminates the selected instances: plan, decide, act, outcome. Two EC2 calls for up to 50
 * instances: one Describe and one action.
 * @returns one outcome for each selected instance; an instance that was refused or failed never stops the others
 * @throws Problem `too_many_instances`, and what the EC2 port throws while the instances are read
 */
export async function changeState(context: ActContext, request: ChangeRequest): Promise<readonly Outcome[]> {
  const { action, selection, options, dryRun } = request;
  const planned = await plan(context, action, selection, synchronousLimit);
  const ready = planned.flatMap(({ instance, verdict }) =>
    verdict.kind === 'act' && instance !== undefined ? [instance] : [],
  );
  const acted = dryRun
    ? await foretell(context.ec2, action, ready, options)
    : await act(context, action, ready, options);
  const outcomes = new Map(acted.map((outcome) => [outcome.instanceId, outcome]));
  return planned.flatMap((item) => settled(action, item) ?? outcomes.get(item.instanceId) ?? []);
}
