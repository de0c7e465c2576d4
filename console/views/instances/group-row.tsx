import { countStates, type Group } from '../../logic/filter';
import { plain } from '../../logic/label';
import { refusal } from '../../logic/rights';
import { Button } from '../../parts/button';
import { dialog } from '../../state/dialog';
import { isSelected, select } from '../../state/selection';
import { me } from '../../state/session';

export interface GroupRowProps {
  readonly group: Group;
  readonly number: number;
  readonly tag: string;
}

/** The heading of a group, with what is done to all of it. */
export function GroupRow({ group: { value, instances }, number, tag }: GroupRowProps) {
  const ids = instances.map(({ instance_id }) => instance_id);
  const counts = [...countStates(instances)].map(([state, count]) => `${count} ${state}`).join(', ');
  const name = value === undefined ? `no ${plain(tag)}` : plain(value) || '(empty)';
  return (
    <div class="row row-group" role="row" aria-rowindex={number}>
      <span class="cell cell-check" role="cell">
        <input
          type="checkbox"
          checked={ids.every(isSelected)}
          aria-label={`Select all of ${name}`}
          onChange={({ currentTarget }) => select(ids, currentTarget.checked)}
        />
      </span>
      <span class="cell cell-group" role="cell">
        <strong>
          {value !== undefined && <bdi class="group-tag">{plain(tag)}</bdi>} <bdi>{name}</bdi>
        </strong>
        <span class="group-counts">{counts}</span>
      </span>
      <span class="cell cell-group-actions" role="cell">
        {(['start', 'stop'] as const).map((action) => (
          <Button
            key={action}
            small
            icon={action}
            reason={reasonFor(action, { value, instances })}
            label={`${action === 'start' ? 'Start' : 'Stop'} all of ${name}`}
            onClick={() => (dialog.value = { kind: 'preview', action, instances })}
          >
            {action === 'start' ? 'Start all' : 'Stop all'}
          </Button>
        ))}
      </span>
    </div>
  );
}

/** Why an action would do nothing for any of them: what the first one says, where all say so. */
function reasonFor(action: 'start' | 'stop', { instances }: Group): string | undefined {
  const caller = me.value;
  if (caller === undefined) return 'The page does not know yet who you are';
  const reasons = instances.map((instance) => refusal(caller, instance, action));
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}
