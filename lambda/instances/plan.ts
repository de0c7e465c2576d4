import type { ChangeAction } from '../../contract/actions';
import { judge, refused, unknownInstance, type Verdict } from '../domain/guards';
import { type Instance, type Selection, synchronousLimit } from '../domain/instance';
import { declined, type Outcome, unchanged } from '../domain/outcome';
import { type ActContext, act } from './act';
import { dryRun } from './dry-run';
import type { StopOptions } from './ec2';
import { select } from './select';
import { withCertainTags } from './tags';

/** Plans what to do with one instance of a selection. */
export interface Planned {
  readonly instanceId: string;
  /** Absent when the id is malformed or unknown. */
  readonly instance?: Instance;
  readonly verdict: Verdict;
}

/**
 * Reads the selected instances with one Describe and judges each, changing nothing.
 * @throws Problem `too_many_instances` beyond `limit`, and what the EC2 port throws
 */
export async function plan(
  context: ActContext,
  action: ChangeAction,
  selection: Selection,
  limit: number,
  options: StopOptions = {},
): Promise<readonly Planned[]> {
  const { caller, rules } = context;
  const { ids, instances } = await select(context.ec2, selection, limit, caller);
  const planned = ids.map((instanceId): Planned => {
    const instance = instances.get(instanceId);
    if (instance === undefined) return { instanceId, verdict: refused(unknownInstance(instanceId)) };
    return { instanceId, instance, verdict: judge(instance, action, caller, rules, options) };
  });
  return withCertainTags(context, action, planned, options);
}

/** Makes the outcome of a planned instance that needs no call, or undefined where EC2 is called. */
export function settled(action: ChangeAction, { instanceId, instance, verdict }: Planned): Outcome | undefined {
  switch (verdict.kind) {
    case 'refused':
      // A caller must not learn anything of an instance that it does not see.
      return declined(
        'refused',
        action,
        instance === undefined || verdict.reason.code === 'instance_not_found' ? instanceId : instance,
        verdict.reason,
      );
    case 'unchanged':
      return instance === undefined ? undefined : unchanged(instance, action);
    case 'act':
      return undefined;
  }
}

export interface ChangeRequest {
  readonly action: ChangeAction;
  readonly selection: Selection;
  readonly options: StopOptions;
  /** Only say what would happen; nothing is changed. */
  readonly dryRun: boolean;
  /** Predict what a job would do, which waits for an instance that is busy. @default false */
  readonly asJob?: boolean;
  /** Instances at most. @default 100 */
  readonly limit?: number;
}

/**
 * Starts, stops, reboots or terminates the selected instances: plan, decide, act, outcome. Two EC2 calls for up to 50
 * instances: one Describe and one action.
 * @returns one outcome for each selected instance; an instance that was refused or failed never stops the others
 * @throws Problem `too_many_instances`, and what the EC2 port throws while the instances are read
 */
export async function changeState(context: ActContext, request: ChangeRequest): Promise<readonly Outcome[]> {
  const { action, selection, options, asJob = false, limit = synchronousLimit } = request;
  const judged = await plan(context, action, selection, limit, options);
  const planned = asJob ? judged.map(afterWaiting) : judged;
  const ready = planned.flatMap(({ instance, verdict }) =>
    verdict.kind === 'act' && instance !== undefined ? [instance] : [],
  );
  const acted = request.dryRun
    ? await dryRun(context.ec2, action, ready, options)
    : await act(context, action, ready, options);
  const outcomes = new Map(acted.map((outcome) => [outcome.instanceId, outcome]));
  return planned.flatMap((item) => settled(action, item) ?? outcomes.get(item.instanceId) ?? []);
}

/** Changes a plan to what a job does: it waits until a busy instance can be acted on. */
function afterWaiting(item: Planned): Planned {
  const { verdict } = item;
  return verdict.kind === 'refused' && verdict.jobWaits ? { ...item, verdict: { kind: 'act' } } : item;
}
