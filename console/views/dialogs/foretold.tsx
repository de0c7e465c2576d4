import type { Outcome } from '../../api/answers';
import { adviceFor } from '../../logic/advice';
import { State } from '../../parts/state';
import { Table } from '../../parts/table';

/** Rows that the table draws at most. */
const mostRows = 300;

interface ForetoldProps {
  readonly outcomes: readonly Outcome[];
  /** What the instances are called, by their ids. */
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
      <Table label="What would happen" columns={['Instance', 'Now', 'What would happen']}>
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
      </Table>
      {sorted.length > mostRows && <p class="hint">And {(sorted.length - mostRows).toLocaleString('en')} more.</p>}
    </>
  );
}

const said = {
  changed: 'would change',
  unchanged: 'would stay as it is',
  refused: 'refused',
  failed: 'would fail',
} as const;

function Told({ outcome: { outcome, current_state, detail, code, warning } }: { readonly outcome: Outcome }) {
  if (outcome === 'changed' || outcome === 'unchanged') {
    return (
      <>
        {outcome === 'changed' ? 'becomes' : 'stays'} <State state={current_state ?? 'unknown'} /> {warning}
      </>
    );
  }
  return (
    <>
      <strong class="bad">{said[outcome]}</strong>: {detail} <span class="note-advice">{adviceFor(code)}</span>
    </>
  );
}
