import { ChangeAction } from '../../contract/actions';
import { defined } from '../../contract/defined';
import { inBatches } from '../domain/batches';
import type { Caller } from '../domain/caller';
import type { Rules } from '../domain/guards';
import type { Instance } from '../domain/instance';
import type { Outcome } from '../domain/outcome';
import { attempt } from './batch';
import type { Ec2, StopOptions } from './ec2';
import { respawnWarnings } from './respawn';

/** Instances in one changing EC2 call. */
export const actionBatch = 50;

export interface ActContext {
  readonly ec2: Ec2;
  readonly caller: Pick<Caller, 'tags'>;
  readonly rules: Rules;
  /** Called with the instances that EC2 is about to be asked to change. */
  readonly onIntent?: (instances: readonly Instance[]) => void;
  /** Asked before a further call for the same instances: has nobody cancelled the change meanwhile? @default - nobody can */
  readonly isWanted?: () => Promise<boolean>;
}

/**
 * Asks EC2 to change instances that passed the guards, up to 50 in a call. When EC2 rejects a call, the instances that
 * it names are taken out; where it names none the call is split, so one bad instance never stops the others. When the
 * time is up, what was not asked for fails with `aws_timeout`.
 * @returns one outcome for each instance, in their order; never throws a `Problem`
 */
export async function act(
  context: ActContext,
  action: ChangeAction,
  instances: readonly Instance[],
  options: StopOptions = {},
): Promise<readonly Outcome[]> {
  if (instances.length === 0) return [];
  context.onIntent?.(instances);
  const groups = action === ChangeAction.stop && options.hibernate ? byHibernation(instances) : [{ instances }];
  const warnings = action === ChangeAction.delete ? respawnWarnings(context.ec2, instances) : undefined;
  const outcomes = await Promise.all(
    groups.flatMap(({ instances: group, warning }) => {
      const stop: StopOptions = warning === undefined ? options : { ...options, hibernate: false };
      return inBatches(group, actionBatch).map((batch) =>
        attempt({ ...context, action, stop, ...defined({ warning }) }, batch),
      );
    }),
  );
  const respawning = await warnings;
  const byId = new Map(outcomes.flat().map((outcome) => [outcome.instanceId, outcome]));
  return instances.flatMap(({ instanceId }) => {
    const outcome = byId.get(instanceId);
    const warning = outcome?.outcome === 'changed' ? respawning?.get(instanceId) : undefined;
    return outcome === undefined ? [] : [warning === undefined ? outcome : { ...outcome, warning }];
  });
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
