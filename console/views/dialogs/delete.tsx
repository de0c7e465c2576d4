import { useEffect, useState } from 'preact/hooks';
import type { Outcome } from '../../api/answers';
import { adviceFor } from '../../logic/advice';
import { labelOf } from '../../logic/label';
import type { Note } from '../../logic/notes';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { NoteText } from '../../parts/note';
import { act, failureNote, preview } from '../../state/change';
import { closeDialog, type OpenDialog } from '../../state/dialog';

/** Letters of a name that somebody may be asked to type; for a longer one the id is typed. */
const mostTyped = 60;

/** Deletes an instance after its name has been typed, where a dry run says that it can be deleted at all. */
export function Delete({ instance }: Extract<OpenDialog, { kind: 'delete' }>) {
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState<Outcome | undefined>();
  const [failure, setFailure] = useState<Note | undefined>();
  const name = labelOf(instance);
  const word = name.length > mostTyped ? instance.instance_id : name;
  useEffect(() => {
    preview('delete', [instance.instance_id]).then(
      ([first]) => setOutcome(first),
      (error: unknown) => setFailure(failureNote(error)),
    );
  }, []);

  const refused = failure ?? refusalOf(outcome);
  const reason =
    refused?.text ??
    (outcome === undefined
      ? 'Whether it can be deleted is being looked up'
      : typed === word
        ? undefined
        : `Type ${word} first`);
  const go = (): void => {
    if (reason !== undefined) return;
    closeDialog();
    void act('delete', instance);
  };
  return (
    <Dialog
      title={`Delete ${name}?`}
      onClose={closeDialog}
      onSubmit={go}
      actions={
        <Button kind="danger" icon="delete" reason={reason} onClick={go}>
          Delete
        </Button>
      }
    >
      {refused !== undefined ? (
        <NoteText note={refused} />
      ) : (
        <>
          <p>
            <span class="id">{instance.instance_id}</span> is terminated, and what is on its own volumes is lost. That
            cannot be undone.
          </p>
          <Field label={`Type ${word} to confirm`} value={typed} onInput={setTyped} autoFocus />
        </>
      )}
    </Dialog>
  );
}

function refusalOf(outcome: Outcome | undefined): Note | undefined {
  if (outcome?.outcome !== 'refused' && outcome?.outcome !== 'failed') return undefined;
  const advice = adviceFor(outcome.code);
  return { tone: 'bad', text: outcome.detail ?? 'It cannot be deleted.', ...(advice === '' ? {} : { advice }) };
}
