import { useState } from 'preact/hooks';
import { readTags } from '../../logic/launch';
import type { Note } from '../../logic/notes';
import { formOf, newSchedule, type ScheduleForm, scheduleBody } from '../../logic/schedule-form';
import { timeMistakes } from '../../logic/times';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field, type FieldProps } from '../../parts/field';
import { NoteText } from '../../parts/note';
import { failureNote } from '../../state/change';
import { closeDialog, type OpenDialog } from '../../state/dialog';
import { scheduleTrack } from '../../state/polling';
import { putSchedule } from '../../state/schedules';
import { NextTimes } from './next-times';
import { Week } from './week';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Makes a schedule, or changes one, with the week that it would make. */
export function ScheduleEdit({ schedule }: Extract<OpenDialog, { kind: 'schedule' }>) {
  const [form, setForm] = useState<ScheduleForm>(() =>
    schedule === undefined ? newSchedule(Intl.DateTimeFormat().resolvedOptions().timeZone) : formOf(schedule),
  );
  const [told, setTold] = useState<Note | undefined>();
  const body = scheduleBody(form, schedule?.enabled ?? true, schedule?.region);
  const mistakes: Readonly<Record<string, string>> = {
    ...timeMistakes(body),
    ...(readTags(form.tags) === undefined ? { tags: 'Write key=value, with commas between several' } : {}),
  };
  const reason = form.name === '' ? 'Give it a name first' : Object.values(mistakes)[0];

  const send = async (dryRun: boolean): Promise<void> => {
    if (reason !== undefined) return;
    setTold({ tone: 'busy', text: dryRun ? 'Looking up what would happen …' : 'Saving …' });
    try {
      await putSchedule(form.name, body, dryRun);
      if (dryRun) return setTold({ tone: 'good', text: 'The API accepts it. Nothing is stored yet.' });
      closeDialog();
      void scheduleTrack.go();
    } catch (error) {
      setTold(failureNote(error));
    }
  };
  const field = (name: keyof ScheduleForm, label: string, more: Partial<FieldProps> = {}) => (
    <Field
      label={label}
      value={form[name]}
      error={mistakes[name]}
      onInput={(value) => {
        setForm({ ...form, [name]: value });
        setTold(undefined);
      }}
      {...more}
    />
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
      <div class="fields fields-two">
        {schedule === undefined &&
          field('name', 'Name', { autoFocus: true, hint: 'Lower-case letters, digits, hyphens' })}
        {field('description', 'Description')}
      </div>
      <div class="fields fields-two">
        {field('tags', 'Instances with the tags', { placeholder: 'Environment=dev' })}
        {field('instance_id', 'Or instances by their ids')}
      </div>
      <div class="fields fields-three">
        {field('start', 'Start', { hint: 'minute hour day month weekday' })}
        {field('stop', 'Stop', { hint: 'or one moment: 2026-12-24T18:00' })}
        {field('reboot', 'Reboot')}
        {field('time_zone', 'Time zone', { options: zones })}
        {field('except', 'Not on', { placeholder: '2026-12-25, 2026-12-28/2027-01-01', hint: 'Stops still happen' })}
        {field('until', 'Until', { type: 'date' })}
      </div>
      <Week schedule={body} />
      <NextTimes schedule={body} />
    </Dialog>
  );
}
