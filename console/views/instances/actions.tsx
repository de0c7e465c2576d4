import type { ChangeAction } from '../../../contract/actions';
import type { Instance } from '../../api/answers';
import { labelOf } from '../../logic/label';
import { may, refusal } from '../../logic/rights';
import { Button } from '../../parts/button';
import { Menu, type MenuItem } from '../../parts/menu';
import { act } from '../../state/change';
import { dialog } from '../../state/dialog';
import { me } from '../../state/session';
import { watched } from '../../state/watch';
import { Timer } from './timer';

/** What can be done with an instance; what cannot says why. */
export function Actions({ instance }: { readonly instance: Instance }) {
  const caller = me.value;
  if (caller === undefined) return null;
  const name = labelOf(instance);
  const why = (action: ChangeAction): string | undefined =>
    watched.value.has(instance.instance_id)
      ? 'It is being changed: wait until that is done'
      : refusal(caller, instance, action);
  const stopping = why('stop');
  const more: readonly MenuItem[] = [
    {
      text: 'Stop by force',
      reason: instance.state === 'stopping' && may(caller, 'stop') && instance.manageable ? undefined : stopping,
      onSelect: () => void act('stop', instance, { force: true }),
    },
    ...(caller.compute === 'docker'
      ? []
      : [{ text: 'Hibernate', reason: stopping, onSelect: () => void act('stop', instance, { hibernate: true }) }]),
    {
      text: 'Delete …',
      danger: true,
      reason: why('delete'),
      onSelect: () => (dialog.value = { kind: 'delete', instance }),
    },
    { text: 'Details', onSelect: () => (dialog.value = { kind: 'details', id: instance.instance_id }) },
  ];
  return (
    <>
      <Button
        small
        icon="start"
        reason={why('start')}
        label={`Start ${name}`}
        title="Start"
        onClick={() => void act('start', instance)}
      />
      <Button
        small
        icon="stop"
        reason={stopping}
        label={`Stop ${name}`}
        title="Stop"
        onClick={() => void act('stop', instance)}
      />
      <Button
        small
        icon="reboot"
        reason={why('reboot')}
        label={`Reboot ${name}`}
        title="Reboot"
        onClick={() => void act('reboot', instance)}
      />
      <Timer instance={instance} />
      <Menu icon="more" label={`More for ${name}`} items={more} />
    </>
  );
}
