import { useRef } from 'preact/hooks';
import { tagKeys, tagValues } from '../../logic/filter';
import { instances } from '../../state/instances';
import { filter, narrow } from '../../state/view';

/** A field that takes `key=value`, with those of the instances to choose from. */
export function TagFilter() {
  const input = useRef<HTMLInputElement>(null);
  const add = (): void => {
    const tag = input.current?.value.trim() ?? '';
    if (input.current === null || tag === '') return;
    input.current.value = '';
    narrow({ tags: [...new Set([...filter.value.tags, tag])] });
  };
  const options = tagKeys(instances.value.values()).flatMap((key) =>
    key === 'Name'
      ? []
      : tagValues(instances.value.values(), key)
          .slice(0, 30)
          .map((value) => `${key}=${value}`),
  );
  return (
    <label class="tag-filter">
      <span class="unseen">Filter by a tag, as key=value</span>
      <input
        ref={input}
        list="tag-options"
        placeholder="Tag: key=value"
        spellcheck={false}
        onChange={add}
        onKeyDown={({ key }) => key === 'Enter' && add()}
      />
      <datalist id="tag-options">
        {options.slice(0, 200).map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
    </label>
  );
}
