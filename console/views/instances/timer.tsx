import type { Instance } from '../../api/answers';
import { fragmentOf } from '../../logic/fragment';
import { labelOf } from '../../logic/label';
import { timerRefusal } from '../../logic/rights';
import { spans } from '../../logic/spans';
import { moment } from '../../logic/time';
import { Menu, type MenuItem } from '../../parts/menu';
import { announce } from '../../state/announce';
import { act, failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { dialog } from '../../state/dialog';
import { instances, loadSome } from '../../state/instances';
import { cancelJob, readJob } from '../../state/jobs';
import { me } from '../../state/session';

/** The menu that starts an instance for a while, or sets, moves and cancels the stop of one that runs. */
export function Timer({ instance }: { readonly instance: Instance }) {
  if (me.value === undefined) return null;
  const up = instance.state === 'running' || instance.state === 'pending';
  const name = labelOf(instance);
  return (
    <Menu
      icon="timer"
      label={up ? `Stop ${name} later` : `Start ${name} for …`}
      reason={timerRefusal(me.value, instance)}
      items={itemsFor(instance, up)}
    />
  );
}

function itemsFor(instance: Instance, up: boolean): readonly MenuItem[] {
  const { job_id: job, stop_at } = instance;
  const instead = stop_at === undefined ? '' : ' instead';
  return [
    ...spans.map(([text, duration]) => ({
      text: up ? `Stop in ${text}${instead}` : `Start for ${text}`,
      onSelect: () => void act('start', instance, { stop_after: duration }),
    })),
    {
      text: up ? `Stop at a time of day${instead} …` : 'Start until a time of day …',
      onSelect: () => (dialog.value = { kind: 'until', instances: [instance] }),
    },
    ...(stop_at === undefined || job === undefined
      ? []
      : [{ text: 'Cancel the stop', danger: true, onSelect: () => void cancelStop(instance, job) }]),
  ];
}

/** Cancels a stop that is for this instance alone; an earlier one that it had put off may be to come again. */
async function cancelStop(instance: Instance, job: string): Promise<void> {
  const { instance_id: id } = instance;
  try {
    const { instance_ids: ids } = await readJob(job);
    if (ids.length > 1) {
      const link = { href: fragmentOf({ page: 'job', id: job }), text: 'See the job' };
      return announce(`The stop is part of a job for ${ids.length} instances, and is cancelled there.`, 'plain', link);
    }
    await cancelJob(job);
    await loadSome([id]);
    announce(cancelled(labelOf(instance), instances.value.get(id)?.stop_at), 'good');
  } catch (error) {
    announce(failureNote(error).text, 'bad');
  }
}

function cancelled(name: string, next: string | undefined): string {
  if (next === undefined) return `The stop of ${name} is cancelled: it goes on running.`;
  return `That stop is cancelled. An earlier one stops ${name} at ${moment(next, now.value)}.`;
}
