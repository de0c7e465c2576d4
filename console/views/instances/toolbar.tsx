import { may } from '../../logic/rights';
import { Button } from '../../parts/button';
import { dialog } from '../../state/dialog';
import { instances, loaded, shown } from '../../state/instances';
import { listTrack } from '../../state/polling';
import { narrow as narrowScreen } from '../../state/screen';
import { me } from '../../state/session';
import { Choices } from './choices';
import { Search } from './search';
import { StateChips } from './state-chips';
import { TagChips } from './tag-chips';

/** Search, filters and order of the list, and what makes a new instance. */
export function Toolbar() {
  return (
    <search class="toolbar">
      <div class="toolbar-line">
        <Search />
        {narrowScreen.value ? (
          <details class="more-filters">
            <summary>Filters and sorting</summary>
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
        <StateChips />
        <TagChips />
        <p class="count" role="status">
          {count()}
        </p>
      </div>
    </search>
  );
}

function count(): string {
  const [all, some] = [instances.value.size, shown.value.length];
  const words = `${all.toLocaleString('en')} ${all === 1 ? 'instance' : 'instances'}`;
  if (!loaded.value && listTrack.problem.value !== undefined) return '';
  if (!loaded.value) return all === 0 ? 'Loading …' : `${words} so far …`;
  return some === all ? words : `${some.toLocaleString('en')} of ${words}`;
}
