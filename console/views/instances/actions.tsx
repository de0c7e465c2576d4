import type { ChangeAction } from '../../../contract/actions';
import type { Instance } from '../../api/answers';
import { may, refusal, timerRefusal } from '../../logic/rights';
import { Button } from '../../parts/button';
import { Menu, type MenuItem } from '../../parts/menu';
import { announce } from '../../state/announce';
import { act, failureNote } from '../../state/change';
import { dialog } from '../../state/dialog';
import { labelOf, watched } from '../../state/instances';
import { cancelJob } from '../../state/jobs';
import { listTrack } from '../../state/polling';
import { me } from '../../state/session';

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
  const up = instance.state === 'running' || instance.state === 'pending';
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
      <Menu
        icon="timer"
        label={up ? `Stop ${name} later` : `Start ${name} for …`}
        reason={timerRefusal(caller, instance)}
        items={timerItems(instance)}
      />
      <Menu icon="more" label={`More for ${name}`} items={more} />
    </>
  );
}

const spans = [
  ['30 minutes', '30m'],
  ['2 hours', '2h'],
  ['8 hours', '8h'],
] as const;

function timerItems(instance: Instance): readonly MenuItem[] {
  const up = instance.state === 'running' || instance.state === 'pending';
  const { job_id: job, stop_at } = instance;
  return [
    ...spans.map(([text, duration]) => ({
      text: up ? `Stop in ${text}` : `Start for ${text}`,
      onSelect: () => void act('start', instance, { stop_after: duration }),
    })),
    {
      text: up ? 'Stop at a time of day …' : 'Start until a time of day …',
      onSelect: () => (dialog.value = { kind: 'until', instances: [instance] }),
    },
    ...(stop_at === undefined || job === undefined
      ? []
      : [{ text: 'Cancel the stop', danger: true, onSelect: () => void cancelStop(instance, job) }]),
  ];
}

async function cancelStop(instance: Instance, job: string): Promise<void> {
  try {
    await cancelJob(job);
    announce(`${labelOf(instance)} is not stopped any more.`, 'good');
  } catch (error) {
    announce(failureNote(error).text, 'bad');
  }
  void listTrack.go();
}
