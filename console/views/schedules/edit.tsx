import { useState } from 'preact/hooks';
import { readTags } from '../../logic/launch';
import type { Note } from '../../logic/notes';
import { formOf, newSchedule, type ScheduleForm, scheduleBody } from '../../logic/schedule-form';
import { moment } from '../../logic/time';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field, type FieldProps } from '../../parts/field';
import { NoteText } from '../../parts/note';
import { failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { closeDialog, type OpenDialog } from '../../state/dialog';
import { scheduleTrack } from '../../state/polling';
import { putSchedule } from '../../state/schedules';
import { Week } from './week';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Makes a schedule, or changes one, with the week that it would make. */
export function ScheduleEdit({ schedule }: Extract<OpenDialog, { kind: 'schedule' }>) {
  const [form, setForm] = useState<ScheduleForm>(() =>
    schedule === undefined ? newSchedule(Intl.DateTimeFormat().resolvedOptions().timeZone) : formOf(schedule),
  );
  const [told, setTold] = useState<Note | undefined>();
  const body = scheduleBody(form, schedule?.enabled ?? true, schedule?.region);
  const reason =
    form.name === ''
      ? 'Give it a name first'
      : readTags(form.tags) === undefined
        ? 'Write tags as key=value, with commas between several'
        : undefined;

  const send = async (dryRun: boolean): Promise<void> => {
    if (reason !== undefined) return;
    setTold({ tone: 'busy', text: dryRun ? 'Looking up what would happen …' : 'Saving …' });
    try {
      const { next = [] } = await putSchedule(form.name, body, dryRun);
      if (dryRun) {
        const times = next.map(({ action, at }) => `${action} ${moment(at, now.value)}`);
        return setTold({
          tone: 'good',
          text: times.length === 0 ? 'Nothing is to come.' : `Next: ${times.join(', ')}.`,
        });
      }
      closeDialog();
      void scheduleTrack.go();
    } catch (error) {
      setTold(failureNote(error));
    }
  };
  const field = (name: keyof ScheduleForm, label: string, more: Partial<FieldProps> = {}) => (
    <Field label={label} value={form[name]} onInput={(value) => setForm({ ...form, [name]: value })} {...more} />
  );
  return (
    <Dialog
      title={schedule === undefined ? 'New schedule' : `Schedule ${schedule.name}`}
      wide
      onClose={closeDialog}
      onSubmit={() => void send(false)}
      actions={
        <>
          <Button reason={reason} onClick={() => void send(true)}>
            Dry run
          </Button>
          <Button kind="primary" reason={reason} onClick={() => void send(false)}>
            Save
          </Button>
        </>
      }
    >
      {told !== undefined && <NoteText note={told} />}
      <div class="fields">
        {schedule === undefined &&
          field('name', 'Name', { autoFocus: true, hint: 'Lower-case letters, digits, hyphens' })}
        {field('tags', 'Instances with the tags', { placeholder: 'Environment=dev' })}
        {field('instance_id', 'Or instances by their ids')}
        {field('start', 'Start', { hint: 'minute hour day month weekday, or one moment' })}
        {field('stop', 'Stop')}
        {field('reboot', 'Reboot')}
        {field('time_zone', 'Time zone', { options: zones })}
        {field('except', 'Not on', { placeholder: '2026-12-25, 2026-12-28/2027-01-01', hint: 'Stops still happen' })}
        {field('until', 'Until', { type: 'date' })}
        {field('description', 'Description')}
      </div>
      <Week schedule={body} />
    </Dialog>
  );
}
