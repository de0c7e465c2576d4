import { signal } from '@preact/signals';
import { type Call, calls, clearCalls } from '../../api/calls';
import { moment } from '../../logic/time';
import { Answer } from '../../parts/answer';
import { Button } from '../../parts/button';
import { Copy } from '../../parts/copy';
import { now } from '../../state/clock';

export const drawerOpen = signal(false);

/** Whether the calls are shown that the page makes by itself. */
const withPolls = signal(false);

/** Each request that the page has made as a curl command, with its answer: what the console does, a script can do. */
export function Drawer() {
  if (!drawerOpen.value) return null;
  const shown = calls.value.filter(({ poll }) => withPolls.value || !poll);
  return (
    <aside class="drawer" aria-label="Calls of the API">
      <header class="drawer-head">
        <h2>Calls</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={withPolls.value}
            onChange={({ currentTarget }) => {
              withPolls.value = currentTarget.checked;
            }}
          />
          with polling
        </label>
        <Button kind="quiet" small onClick={clearCalls}>
          Clear
        </Button>
        <Button kind="quiet" icon="close" label="Close the calls" onClick={() => (drawerOpen.value = false)} />
      </header>
      {shown.length === 0 ? (
        <p class="empty">Every click shows its call here: the curl command that does the same, and the answer.</p>
      ) : (
        <ol class="calls">
          {shown.map((call) => (
            <CallItem key={call.id} call={call} />
          ))}
        </ol>
      )}
      <footer class="drawer-foot">
        <code>$KEY</code> stands for your key.
      </footer>
    </aside>
  );
}

function CallItem({ call: { request, curl, at, status, milliseconds, answer } }: { readonly call: Call }) {
  const path =
    new URL(request.url).pathname.replace(new RegExp(`^${location.pathname.replace(/\/+$/, '')}`), '') || '/';
  return (
    <li class="call">
      <details>
        <summary>
          <span class={`method method-${request.method.toLowerCase()}`}>{request.method}</span>
          <span class="call-path">{path}</span>
          <span class={status === undefined ? 'quiet' : status >= 400 || status === 0 ? 'bad' : 'good'}>
            {status === undefined ? '…' : status === 0 ? 'no answer' : status}
          </span>
          <span class="quiet">
            {milliseconds === undefined ? '' : `${milliseconds} ms, `}
            {moment(new Date(at).toISOString(), now.value)}
          </span>
        </summary>
        <div class="call-curl">
          <pre>{curl}</pre>
          <Copy text={curl} label="Copy the curl command" />
        </div>
        {answer !== undefined && answer !== '' && <Answer text={answer} />}
      </details>
      <div class="call-short">
        <code>{curl}</code>
        <Copy text={curl} label={`Copy the curl command of ${request.method} ${path}`} />
      </div>
    </li>
  );
}
