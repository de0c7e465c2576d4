import type { Instance } from '../../api/answers';
import { plain } from '../../logic/label';
import { dialog } from '../../state/dialog';
import { filter, narrow } from '../../state/view';

/** Tags that have room in a row. */
const mostTags = 2;

/** The tags of an instance; a click shows only those that have it too. */
export function RowTags({ instance: { instance_id: id, tags } }: { readonly instance: Instance }) {
  const own = Object.entries(tags).filter(
    ([key]) => key !== 'Name' && key !== filter.value.group && !/^(aws|ec2-control):/.test(key),
  );
  const rest = own.slice(mostTags);
  return (
    <>
      {own.slice(0, mostTags).map(([key, value]) => (
        <button
          key={key}
          type="button"
          class="tag"
          title={`Show only ${plain(key)}=${plain(value)}`}
          onClick={() => narrow({ tags: [`${key}=${value}`] })}
        >
          <bdi class="tag-key">{plain(key)}</bdi> <bdi>{plain(value)}</bdi>
        </button>
      ))}
      {rest.length > 0 && (
        <button
          type="button"
          class="tag tag-more"
          aria-label={`${rest.length} more tags`}
          title={rest.map(([key, value]) => `${plain(key)}=${plain(value)}`).join('\n')}
          onClick={() => (dialog.value = { kind: 'details', id })}
        >
          +{rest.length}
        </button>
      )}
    </>
  );
}
