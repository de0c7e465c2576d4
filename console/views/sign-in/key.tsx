import { useState } from 'preact/hooks';
import { keyRejected } from '../../api/key';
import type { Note } from '../../logic/notes';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { NoteText } from '../../parts/note';
import { failureNote } from '../../state/change';
import { signIn } from '../../state/session';

/** Asks for the key once. */
export function KeyPage() {
  const [key, setKey] = useState('');
  const [told, setTold] = useState<Note | undefined>();
  const go = async (): Promise<void> => {
    if (key.trim() === '') return;
    setTold({ tone: 'busy', text: 'Checking …' });
    try {
      await signIn(key.trim());
    } catch (error) {
      setTold(failureNote(error));
    }
  };
  return (
    <main class="page page-gate" id="content">
      <form
        class="gate"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <h1>Your key</h1>
        <p>This API controls real machines, and answers only to those who have a key.</p>
        {keyRejected.value && told === undefined && (
          <NoteText note={{ tone: 'bad', text: 'The API does not know your key any more.' }} />
        )}
        <Field label="Key" type="password" value={key} onInput={setKey} autoComplete="current-password" autoFocus />
        {told !== undefined && <NoteText note={told} />}
        <Button
          kind="primary"
          icon="key"
          reason={key.trim() === '' ? 'Give a key first' : undefined}
          onClick={() => void go()}
        >
          Open the console
        </Button>
        <p class="hint">
          It is kept in this tab until you close it, and is sent to this API alone. The person who deployed the API
          makes keys: <code>make key NAME=me ACTIONS=list,status,start,stop</code>
        </p>
      </form>
    </main>
  );
}
