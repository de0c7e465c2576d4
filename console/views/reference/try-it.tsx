import { useId, useState } from 'preact/hooks';
import { base, send } from '../../api/client';
import { curlOf } from '../../api/curl';
import { currentKey } from '../../api/key';
import type { Endpoint } from '../../logic/openapi';
import { exampleOf } from '../../logic/reference';
import { Answer } from '../../parts/answer';
import { Button } from '../../parts/button';
import { Copy } from '../../parts/copy';
import { Field } from '../../parts/field';
import { instances } from '../../state/instances';
import { me } from '../../state/session';

/** A request that can be changed and sent, as curl writes it, with the answer. */
export function TryIt({ endpoint }: { readonly endpoint: Endpoint }) {
  const [example, setExample] = useState(() =>
    exampleOf(
      endpoint,
      me.value?.default_instance_id ?? [...instances.value.keys()][0] ?? 'i-0123456789abcdef0',
      me.value?.regions[0] ?? 'us-east-1',
    ),
  );
  const [answer, setAnswer] = useState<{ readonly status: number; readonly text: string } | undefined>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const { method, operation } = endpoint;
  const hasBody = operation.requestBody !== undefined;
  const body = readBody(example.body);
  const path = `${example.path.replace(/^\//, '')}${example.query === '' ? '' : `?${example.query}`}`;
  const curl = curlOf({
    method,
    url: base + path,
    key: currentKey() !== undefined,
    ...(hasBody && body !== undefined ? { body } : {}),
  });
  const go = async (): Promise<void> => {
    setBusy(true);
    const options = hasBody && body !== undefined ? { body } : {};
    setAnswer(await send(method, path, options).catch(() => ({ status: 0, text: 'No answer came.' })));
    setBusy(false);
  };
  return (
    <form
      class="try"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <div class="try-fields">
        <Field label="Path" value={example.path} onInput={(value) => setExample({ ...example, path: value })} />
        {!hasBody && (operation.parameters ?? []).length > 0 && (
          <Field label="Query" value={example.query} onInput={(query) => setExample({ ...example, query })} />
        )}
      </div>
      {hasBody && (
        <div class="field">
          <label for={id}>Body</label>
          <textarea
            id={id}
            rows={Math.min(12, example.body.split('\n').length + 1)}
            value={example.body}
            spellcheck={false}
            aria-invalid={body === undefined}
            onInput={({ currentTarget }) => setExample({ ...example, body: currentTarget.value })}
          />
          {body === undefined && <p class="hint hint-error">That is not a JSON object.</p>}
        </div>
      )}
      <div class="call-curl">
        <pre>{curl}</pre>
        <Copy text={curl} label="Copy the curl command" />
      </div>
      <Button
        kind="primary"
        busy={busy}
        reason={hasBody && body === undefined ? 'The body is not a JSON object' : undefined}
        onClick={() => void go()}
      >
        Send
      </Button>
      {answer !== undefined && (
        <div class="try-answer" aria-live="polite">
          <strong class={answer.status >= 400 || answer.status === 0 ? 'bad' : 'good'}>{answer.status}</strong>
          <Answer text={answer.text} />
        </div>
      )}
    </form>
  );
}

function readBody(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
