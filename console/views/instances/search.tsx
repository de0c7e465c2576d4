import { Icon } from '../../parts/icon';
import { filter, narrow } from '../../state/view';

/** The field that finds instances by what is typed, letter by letter. */
export function Search() {
  return (
    <label class="search">
      <span class="unseen">Search by name, id, address or tag</span>
      <Icon name="search" />
      <input
        type="search"
        id="search"
        placeholder="Search  ( / )"
        value={filter.value.search}
        spellcheck={false}
        onInput={({ currentTarget }) => narrow({ search: currentTarget.value })}
      />
    </label>
  );
}
