import { useState } from 'preact/hooks';
import type { Note } from '../../logic/notes';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { NoteText } from '../../parts/note';
import { failureNote } from '../../state/change';
import { closeDialog, type OpenDialog } from '../../state/dialog';
import { scheduleTrack } from '../../state/polling';
import { deleteSchedule } from '../../state/schedules';

/** Deletes a schedule; the instances stay as they are. */
export function ScheduleDelete({ name }: Extract<OpenDialog, { kind: 'schedule-delete' }>) {
  const [told, setTold] = useState<Note | undefined>();
  const go = (): void => {
    deleteSchedule(name).then(
      () => {
        closeDialog();
        void scheduleTrack.go();
      },
      (error: unknown) => setTold(failureNote(error)),
    );
  };
  return (
    <Dialog
      title={`Delete the schedule ${name}?`}
      onClose={closeDialog}
      onSubmit={go}
      actions={
        <Button kind="danger" icon="delete" onClick={go}>
          Delete
        </Button>
      }
    >
      {told !== undefined && <NoteText note={told} />}
      <p>Nothing further of it happens. Its instances stay as they are.</p>
    </Dialog>
  );
}
