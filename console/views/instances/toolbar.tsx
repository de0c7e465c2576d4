import { useRef } from 'preact/hooks';
import { instanceStates } from '../../../contract/states';
import { countStates, tagKeys, tagValues } from '../../logic/filter';
import { sortKeys } from '../../logic/fragment';
import { may } from '../../logic/rights';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { dialog } from '../../state/dialog';
import { instances, loaded, shown } from '../../state/instances';
import { listTrack } from '../../state/polling';
import { narrow as narrowScreen } from '../../state/screen';
import { me } from '../../state/session';
import { filter, narrow } from '../../state/view';

/** Search, filters and order of the list, and what makes a new instance. */
export function Toolbar() {
  return (
    <search class="toolbar">
      <div class="toolbar-line">
        <Search />
        {narrowScreen.value ? (
          <details class="more-filters">
            <summary>Filters and order</summary>
            <Choices />
          </details>
        ) : (
          <Choices />
        )}
        <div class="toolbar-end">
          <Button icon="refresh" label="Refresh" onClick={() => void listTrack.go()} />
          <Button
            kind="primary"
            icon="plus"
            reason={me.value !== undefined && may(me.value, 'create') ? undefined : 'Your key does not allow create'}
            onClick={() => (dialog.value = { kind: 'create' })}
          >
            Create
          </Button>
        </div>
      </div>
      <div class="toolbar-line toolbar-states">
        <States />
        <Tags />
        <p class="count" role="status">
          {count()}
        </p>
      </div>
    </search>
  );
}

function Choices() {
  return (
    <>
      <TagFilter />
      <Choice
        label="Group by"
        value={filter.value.group}
        options={[['', 'nothing'], ...groupKeys().map((key): [string, string] => [key, key])]}
        onChoose={(group) => narrow({ group })}
      />
      <Choice
        label="Sort by"
        value={filter.value.sort}
        options={sortKeys.map((key) => [key, key])}
        onChoose={(value) => narrow({ sort: sortKeys.find((key) => key === value) ?? 'name' })}
      />
      <Regions />
    </>
  );
}

function count(): string {
  const [all, some] = [instances.value.size, shown.value.length];
  const words = `${all.toLocaleString('en')} ${all === 1 ? 'instance' : 'instances'}`;
  if (!loaded.value) return all === 0 ? 'Loading …' : `${words} so far …`;
  return some === all ? words : `${some.toLocaleString('en')} of ${words}`;
}

function groupKeys(): readonly string[] {
  const keys = tagKeys(instances.value.values()).filter((key) => key !== 'Name');
  const { group } = filter.value;
  return group === '' || keys.includes(group) ? keys : [group, ...keys];
}

function Search() {
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

/** A field that takes `key=value`, with those that there are to choose from. */
function TagFilter() {
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

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Regions() {
  const regions = me.value?.regions ?? [];
  if (regions.length < 2) return null;
  const [own = ''] = regions;
  return (
    <Choice
      label="Region"
      value={filter.value.region || own}
      options={regions.map((region) => [region, region])}
      onChoose={(region) => narrow({ region: region === own ? '' : region })}
    />
  );
}

function States() {
  const counts = countStates(instances.value.values());
  const { states } = filter.value;
  const offered = instanceStates.filter(
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

function Tags() {
  return (
    <>
      {filter.value.tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class="chip chip-tag"
          aria-label={`Remove the filter ${tag}`}
          onClick={() => narrow({ tags: filter.value.tags.filter((one) => one !== tag) })}
        >
          {tag} <Icon name="close" />
        </button>
      ))}
    </>
  );
}
