import type { ChangeAction } from '../../../contract/actions';
import { refusal } from '../../logic/rights';
import { Button } from '../../parts/button';
import type { IconName } from '../../parts/icon';
import { dialog } from '../../state/dialog';
import { clearSelection, selected } from '../../state/selection';
import { me } from '../../state/session';

const actions: readonly (readonly [ChangeAction & IconName, string])[] = [
  ['start', 'Start'],
  ['stop', 'Stop'],
  ['reboot', 'Reboot'],
];

/** What can be done with the instances that are selected. */
export function SelectionBar() {
  const chosen = selected.value;
  const caller = me.value;
  if (chosen.length === 0 || caller === undefined) return null;
  const reasonFor = (action: ChangeAction): string | undefined => {
    const reasons = chosen.map((instance) => refusal(caller, instance, action));
    return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
  };
  return (
    <div class="selection" role="toolbar" aria-label="For the selected instances">
      <strong>{chosen.length.toLocaleString('en')} selected</strong>
      {actions.map(([action, words]) => (
        <Button
          key={action}
          icon={action}
          reason={reasonFor(action)}
          onClick={() => (dialog.value = { kind: 'preview', action, instances: chosen })}
        >
          {words}
        </Button>
      ))}
      <Button
        icon="timer"
        reason={
          refusal(caller, { state: 'stopped', manageable: true }, 'start') ??
          refusal(caller, { state: 'running', manageable: true }, 'stop')
        }
        onClick={() => (dialog.value = { kind: 'until', instances: chosen })}
      >
        Start for …
      </Button>
      <Button kind="quiet" onClick={clearSelection}>
        Clear selection
      </Button>
    </div>
  );
}
