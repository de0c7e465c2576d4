import { noFilter } from '../../logic/fragment';
import { may } from '../../logic/rights';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { dialog } from '../../state/dialog';
import { instances, listWarning, loaded, shown } from '../../state/instances';
import { listTrack } from '../../state/polling';
import { me } from '../../state/session';
import { narrow } from '../../state/view';
import { List } from './list';
import { SelectionBar } from './selection-bar';
import { Toolbar } from './toolbar';

/** The page of the instances. */
export function Instances() {
  const caller = me.value;
  if (caller === undefined) return null;
  if (!may(caller, 'list')) {
    return (
      <main class="page" id="content">
        <h1>Instances</h1>
        <p class="empty">Your key does not allow list, so there is nothing to see here.</p>
      </main>
    );
  }
  const problem = listTrack.problem.value?.problem;
  return (
    <main class="page page-list" id="content">
      <h1 class="unseen">Instances</h1>
      <Toolbar />
      {problem !== undefined && (
        <p class="banner banner-bad" role="alert">
          <Icon name="warning" /> {problem.detail}
        </p>
      )}
      {listWarning.value !== undefined && <p class="banner">{listWarning.value}</p>}
      <SelectionBar />
      {loaded.value && shown.value.length === 0 ? <Nothing /> : (loaded.value || problem === undefined) && <List />}
    </main>
  );
}

function Nothing() {
  if (instances.value.size > 0) {
    return (
      <div class="empty">
        <p>None of the {instances.value.size.toLocaleString('en')} instances matches the filter.</p>
        <Button onClick={() => narrow(noFilter)}>Show all</Button>
      </div>
    );
  }
  return (
    <div class="empty">
      <p>There are no instances here yet.</p>
      {me.value !== undefined && may(me.value, 'create') && (
        <Button kind="primary" icon="plus" onClick={() => (dialog.value = { kind: 'create' })}>
          Create one
        </Button>
      )}
    </div>
  );
}
