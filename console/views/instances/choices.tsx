import { tagKeys } from '../../logic/filter';
import { sortKeys } from '../../logic/fragment';
import { Choice } from '../../parts/choice';
import { instances } from '../../state/instances';
import { me } from '../../state/session';
import { filter, narrow } from '../../state/view';
import { TagFilter } from './tag-filter';

/** What the list is filtered, grouped and sorted by. */
export function Choices() {
  const keys = tagKeys(instances.value.values()).filter((key) => key !== 'Name');
  return (
    <>
      <TagFilter />
      <Choice
        label="Group by"
        value={filter.value.group}
        options={[['', 'nothing'], ...keys.map((key): [string, string] => [key, key])]}
        onChoose={(group) => narrow({ group })}
      />
      <Choice
        label="Sort by"
        value={filter.value.sort}
        options={sortKeys.map((key) => [key, key])}
        onChoose={(value) => narrow({ sort: sortKeys.find((key) => key === value) ?? 'name', descending: false })}
      />
      <Regions />
    </>
  );
}

function Regions() {
  const regions = me.value?.regions ?? [];
  const [own = ''] = regions;
  const { region } = filter.value;
  if (regions.length < 2 && (region === '' || region === own)) return null;
  return (
    <Choice
      label="Region"
      value={region || own}
      options={regions.map((name) => [name, name])}
      onChoose={(name) => narrow({ region: name === own ? '' : name })}
    />
  );
}
