import { plain } from '../../logic/label';
import { Icon } from '../../parts/icon';
import { filter, narrow } from '../../state/view';

/** The tags that are filtered by; a click takes one away. */
export function TagChips() {
  return (
    <>
      {filter.value.tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class="chip chip-tag"
          aria-label={`Remove the filter ${plain(tag)}`}
          onClick={() => narrow({ tags: filter.value.tags.filter((one) => one !== tag) })}
        >
          <bdi class="chip-words">{plain(tag)}</bdi> <Icon name="close" />
        </button>
      ))}
    </>
  );
}
