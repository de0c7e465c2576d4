import { instanceStates, unknownState } from '../../../contract/states';
import { countStates } from '../../logic/filter';
import { instances } from '../../state/instances';
import { filter, narrow } from '../../state/view';

/** The states to filter by, each with how many instances are in it. */
export function StateChips() {
  const counts = countStates(instances.value.values());
  const { states } = filter.value;
  const offered = [...instanceStates, unknownState].filter(
    (state) => counts.has(state) || states.includes(state) || state === 'terminated',
  );
  return (
    <fieldset class="chips">
      <legend class="unseen">States</legend>
      {offered.map((state) => (
        <button
          key={state}
          type="button"
          class={`chip chip-state state-${state}`}
          aria-pressed={states.includes(state)}
          onClick={() =>
            narrow({ states: states.includes(state) ? states.filter((one) => one !== state) : [...states, state] })
          }
        >
          <span class="state-mark" aria-hidden="true" />
          {state}
          {counts.has(state) && <span class="chip-count">{counts.get(state)?.toLocaleString('en')}</span>}
        </button>
      ))}
    </fieldset>
  );
}
