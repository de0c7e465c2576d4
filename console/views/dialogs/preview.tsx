import { useEffect, useState } from 'preact/hooks';
import type { Outcome } from '../../api/answers';
import { adviceFor } from '../../logic/advice';
import type { Note } from '../../logic/notes';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { NoteText } from '../../parts/note';
import { State } from '../../parts/state';
import { actOnAll, failureNote, preview } from '../../state/change';
import { closeDialog, type OpenDialog } from '../../state/dialog';
import { labelOf } from '../../state/instances';
import { clearSelection } from '../../state/selection';

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

const mostRows = 300;

interface ForetoldProps {
  readonly outcomes: readonly Outcome[];
  readonly names: ReadonlyMap<string, string>;
}

/** A table of what would become of each instance, refusals first. */
export function Foretold({ outcomes, names }: ForetoldProps) {
  const order = ['failed', 'refused', 'changed', 'unchanged'];
  const sorted = [...outcomes].sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  const counts = order.flatMap((kind) => {
    const count = outcomes.filter(({ outcome }) => outcome === kind).length;
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${said[kind as Outcome['outcome']]}`];
  });
  return (
    <>
      <p class="summary">{counts.join(', ')}</p>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Instance</th>
              <th scope="col">Now</th>
              <th scope="col">What would happen</th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, mostRows).map((outcome) => (
              <tr key={outcome.instance_id ?? ''} class={`outcome-${outcome.outcome}`}>
                <td>
                  {names.get(outcome.instance_id ?? '') ?? outcome.instance_id}
                  <span class="id">{outcome.instance_id}</span>
                </td>
                <td>{outcome.previous_state !== null && <State state={outcome.previous_state} />}</td>
                <td>
                  <Told outcome={outcome} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > mostRows && <p class="hint">And {(sorted.length - mostRows).toLocaleString('en')} more.</p>}
    </>
  );
}

const said = { changed: 'would change', unchanged: 'already there', refused: 'refused', failed: 'would fail' } as const;

function Told({ outcome: { outcome, current_state, detail, code, warning } }: { readonly outcome: Outcome }) {
  if (outcome === 'changed') {
    return (
      <>
        becomes <State state={current_state ?? 'unknown'} /> {warning}
      </>
    );
  }
  if (outcome === 'unchanged') return <>nothing: it is there already {warning}</>;
  return (
    <>
      <strong class="bad">{outcome}</strong>: {detail} <span class="note-advice">{adviceFor(code)}</span>
    </>
  );
}
