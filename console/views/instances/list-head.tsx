import type { SortKey } from '../../logic/fragment';
import { shown } from '../../state/instances';
import { isSelected, select } from '../../state/selection';
import { filter, narrow } from '../../state/view';

const columns: readonly (readonly [name: string, sort?: SortKey])[] = [
  ['Name', 'name'],
  ['State', 'state'],
  ['Type', 'type'],
  ['Zone', 'zone'],
  ['Address'],
  ['Tags'],
  ['Age', 'age'],
];

/** The names of the columns; a click sorts by one, and a second click the other way round. */
export function ListHead() {
  const ids = shown.value.map(({ instance_id }) => instance_id);
  const { descending } = filter.value;
  const all = ids.length > 0 && ids.every(isSelected);
  return (
    <div class="row row-head" role="row" aria-rowindex={1}>
      <span role="columnheader" class="cell cell-check">
        <input
          type="checkbox"
          checked={all}
          aria-label="Select all that are shown"
          onChange={({ currentTarget }) => select(ids, currentTarget.checked)}
        />
      </span>
      {columns.map(([name, sort]) => (
        <span
          key={name}
          role="columnheader"
          class={`cell cell-${name.toLowerCase()}`}
          aria-sort={sort !== filter.value.sort ? undefined : descending ? 'descending' : 'ascending'}
        >
          {sort === undefined ? (
            name
          ) : (
            <button
              type="button"
              class="sort"
              onClick={() => narrow({ sort, descending: sort === filter.value.sort && !filter.value.descending })}
            >
              {name}
              {sort === filter.value.sort && <span aria-hidden="true"> {descending ? '↓' : '↑'}</span>}
            </button>
          )}
        </span>
      ))}
      <span role="columnheader" class="cell cell-actions">
        <span class="unseen">Actions</span>
      </span>
    </div>
  );
}
