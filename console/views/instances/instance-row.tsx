import type { Instance } from '../../api/answers';
import { labelOf, nameOf } from '../../logic/label';
import { age, moment } from '../../logic/time';
import { Button } from '../../parts/button';
import { Copy } from '../../parts/copy';
import { NoteText } from '../../parts/note';
import { State } from '../../parts/state';
import { roughly } from '../../state/clock';
import { dialog } from '../../state/dialog';
import { notes, setNote } from '../../state/notes';
import { isSelected, select } from '../../state/selection';
import { Actions } from './actions';
import { Countdown } from './countdown';
import { RowTags } from './row-tags';

export interface InstanceRowProps {
  readonly instance: Instance;
  readonly number: number;
}

/** One instance of the list. */
export function InstanceRow({ instance, number }: InstanceRowProps) {
  const { instance_id: id, state, ip, private_ip, instance_type, availability_zone, launch_time } = instance;
  const note = notes.value.get(id);
  return (
    <div class={isSelected(id) ? 'row row-selected' : 'row'} role="row" aria-rowindex={number} data-instance={id}>
      <span class="cell cell-check" role="cell">
        <input
          type="checkbox"
          checked={isSelected(id)}
          aria-label={`Select ${labelOf(instance)}`}
          onChange={({ currentTarget }) => select([id], currentTarget.checked)}
        />
      </span>
      <span class="cell cell-name" role="cell">
        <button type="button" class="name" onClick={() => (dialog.value = { kind: 'details', id })}>
          {nameOf(instance) ?? <span class="nameless">unnamed</span>}
        </button>
        <span class="id">
          {id} <Copy text={id} label={`Copy the id ${id}`} />
        </span>
      </span>
      <span class="cell cell-state" role="cell">
        <State state={state} />
        <Countdown instance={instance} />
      </span>
      <span class="cell cell-type" role="cell">
        {instance_type}
        {instance.spot && <span class="mini">spot</span>}
      </span>
      <span class="cell cell-zone" role="cell">
        {availability_zone}
      </span>
      <span class="cell cell-address" role="cell">
        {ip === null ? (
          <span class="quiet" title="No public address">
            {private_ip ?? '—'}
          </span>
        ) : (
          ip
        )}
        {(ip ?? private_ip) !== null && (
          <Copy text={ip ?? private_ip ?? ''} label={`Copy the address of ${labelOf(instance)}`} />
        )}
      </span>
      <span class="cell cell-tags" role="cell">
        <RowTags instance={instance} />
      </span>
      <span class="cell cell-age" role="cell" title={`Launched ${moment(launch_time, roughly.value)}`}>
        {age(launch_time, roughly.value)}
      </span>
      <span class="cell cell-actions" role="cell">
        <Actions instance={instance} />
      </span>
      {note !== undefined && (
        <span class="cell cell-note" role="cell">
          <NoteText note={note} />
          <Button
            kind="quiet"
            small
            icon="close"
            label={`Close the message on ${labelOf(instance)}`}
            onClick={() => setNote(id, undefined)}
          />
        </span>
      )}
    </div>
  );
}
