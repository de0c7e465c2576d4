import { may } from '../../logic/rights';
import { Button } from '../../parts/button';
import { dialog } from '../../state/dialog';
import { scheduleTrack } from '../../state/polling';
import { schedules } from '../../state/schedules';
import { me } from '../../state/session';
import { ScheduleCard } from './card';

/** The page of the schedules. */
export function Schedules() {
  const caller = me.value;
  if (caller === undefined) return null;
  const allowed = may(caller, 'schedules');
  const problem = scheduleTrack.problem.value?.problem;
  return (
    <main class="page" id="content">
      <div class="page-head">
        <h1>Schedules</h1>
        <Button
          kind="primary"
          icon="plus"
          reason={allowed ? undefined : 'Your key does not allow schedules'}
          onClick={() => {
            dialog.value = { kind: 'schedule' };
          }}
        >
          New schedule
        </Button>
      </div>
      {!allowed && <p class="empty">Your key does not allow schedules, so there is nothing to see here.</p>}
      {problem !== undefined && (
        <p class="banner banner-bad" role="alert">
          {problem.detail}
        </p>
      )}
      {allowed && <List />}
    </main>
  );
}

function List() {
  const all = schedules.value;
  if (all === undefined) return <p class="empty">Loading …</p>;
  if (all.length === 0) {
    return (
      <p class="empty">
        There are no schedules yet. A schedule starts and stops instances by the clock: office hours, for example.
      </p>
    );
  }
  return (
    <ul class="cards">
      {all.map((schedule) => (
        <ScheduleCard key={schedule.name} schedule={schedule} />
      ))}
    </ul>
  );
}
