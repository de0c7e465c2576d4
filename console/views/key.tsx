import { useState } from 'preact/hooks';
import { base } from '../api/client';
import { keyRejected } from '../api/key';
import type { Note } from '../logic/notes';
import { Button } from '../parts/button';
import { Copy } from '../parts/copy';
import { Field } from '../parts/field';
import { NoteText } from '../parts/note';
import { failureNote } from '../state/change';
import { signIn } from '../state/session';

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
          It is kept in this tab until you close it, and is sent to this API alone. The person who deployed it makes
          keys with <code>make key NAME=me ACTIONS=list,status,start,stop</code>.
        </p>
      </form>
    </main>
  );
}

/** Says how to go on where requests must be signed, which a browser cannot do. */
export function UnsignedPage() {
  const curl = `curl --aws-sigv4 'aws:amz:REGION:execute-api' --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" '${base}list'`;
  return (
    <main class="page page-gate" id="content">
      <div class="gate">
        <h1>A browser cannot sign</h1>
        <p>
          This deployment takes only requests that are signed with AWS Signature Version 4 (<code>auth=iam</code>), so
          there is nothing that this page can do. From a terminal, with your AWS credentials:
        </p>
        <div class="call-curl">
          <pre>{curl}</pre>
          <Copy text={curl} label="Copy the command" />
        </div>
        <p class="hint">
          To use the console, deploy with keys instead: <code>-c auth=key</code>.
        </p>
      </div>
    </main>
  );
}
