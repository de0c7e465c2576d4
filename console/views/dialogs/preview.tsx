import { useEffect, useState } from 'preact/hooks';
import type { Outcome } from '../../api/answers';
import { labelOf } from '../../logic/label';
import type { Note } from '../../logic/notes';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { NoteText } from '../../parts/note';
import { actOnAll, failureNote, preview } from '../../state/change';
import { closeDialog, type OpenDialog } from '../../state/dialog';
import { clearSelection } from '../../state/selection';
import { Foretold } from './foretold';

const words = { start: 'Start', stop: 'Stop', reboot: 'Reboot', delete: 'Delete' } as const;

/** Shows what an action on several instances would do to each of them, before it is done. */
export function Preview({ action, instances, options = {} }: Extract<OpenDialog, { kind: 'preview' }>) {
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | undefined>();
  const [failure, setFailure] = useState<Note | undefined>();
  const ids = instances.map(({ instance_id }) => instance_id);
  const title = `${words[action]} ${ids.length === 1 ? '1 instance' : `${ids.length.toLocaleString('en')} instances`}?`;
  useEffect(() => {
    preview(action, ids, options).then(setOutcomes, (error: unknown) => setFailure(failureNote(error)));
  }, []);

  // An instance that is up already gets a stop, which a plain start would not change.
  const counted = options.stop_after === undefined ? ['changed'] : ['changed', 'unchanged'];
  const due = (outcomes ?? []).filter(({ outcome }) => counted.includes(outcome));
  const go = (): void => {
    if (due.length === 0) return;
    closeDialog();
    clearSelection();
    void actOnAll(
      action,
      due.flatMap(({ instance_id }) => instance_id ?? []),
      options,
    );
  };
  return (
    <Dialog
      title={title}
      wide
      onClose={closeDialog}
      onSubmit={go}
      actions={
        <Button
          kind={action === 'start' ? 'primary' : 'danger'}
          reason={
            outcomes === undefined
              ? 'What would happen is being looked up'
              : due.length === 0
                ? 'Nothing would change'
                : undefined
          }
          onClick={go}
        >
          {`${words[action]} ${due.length.toLocaleString('en')}`}
        </Button>
      }
    >
      {failure !== undefined && <NoteText note={failure} />}
      {outcomes === undefined && failure === undefined && (
        <NoteText note={{ tone: 'busy', text: 'Looking up what would happen …' }} />
      )}
      {outcomes !== undefined && (
        <Foretold outcomes={outcomes} names={new Map(instances.map((one) => [one.instance_id, labelOf(one)]))} />
      )}
    </Dialog>
  );
}
