import { type Schedule, scheduleActions } from '../../api/schedule';
import { fragmentOf } from '../../logic/fragment';
import { may } from '../../logic/rights';
import { bodyOf } from '../../logic/schedule-form';
import { countdown, moment } from '../../logic/time';
import { Button } from '../../parts/button';
import { State } from '../../parts/state';
import { announce } from '../../state/announce';
import { failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { dialog } from '../../state/dialog';
import { scheduleTrack } from '../../state/polling';
import { putSchedule, schedules } from '../../state/schedules';
import { me } from '../../state/session';
import { Week } from './week';

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
    return <p class="empty">There are no schedules yet. One starts instances at eight and stops them at seven, say.</p>;
  }
  return (
    <ul class="cards">
      {all.map((schedule) => (
        <Card key={schedule.name} schedule={schedule} />
      ))}
    </ul>
  );
}

function Card({ schedule }: { readonly schedule: Schedule }) {
  const { name, description, owner, time_zone, enabled = true, next: [first] = [], last } = schedule;
  const turn = (): void => {
    putSchedule(name, bodyOf(schedule, !enabled), false).then(
      () => void scheduleTrack.go(),
      (error: unknown) => announce(failureNote(error).text, 'bad'),
    );
  };
  return (
    <li class="card card-schedule">
      <div class="card-line">
        <h2>{name}</h2>
        <State state={enabled ? 'enabled' : 'disabled'} />
        <span class="card-facts">
          <span>{targetOf(schedule)}</span>
          {scheduleActions.map((action) =>
            schedule[action] === undefined ? null : (
              <span key={action}>
                {action} <code>{schedule[action]}</code>
              </span>
            ),
          )}
          <span>{time_zone}</span>
          <span>{owner}</span>
        </span>
        <span class="card-end">
          <Button small label={`${enabled ? 'Disable' : 'Enable'} ${name}`} onClick={turn}>
            {enabled ? 'Disable' : 'Enable'}
          </Button>
          <Button
            small
            label={`Edit ${name}`}
            onClick={() => {
              dialog.value = { kind: 'schedule', schedule };
            }}
          >
            Edit
          </Button>
          <Button
            small
            kind="danger"
            icon="delete"
            label={`Delete ${name}`}
            onClick={() => {
              dialog.value = { kind: 'schedule-delete', name };
            }}
          />
        </span>
      </div>
      {description !== undefined && <p class="quiet">{description}</p>}
      {enabled && <Week schedule={schedule} />}
      <p class="hint">
        {first === undefined
          ? 'Nothing is to come.'
          : `Next: ${first.action} ${moment(first.at, now.value)}, in ${countdown(first.at, now.value)}.`}
        {last !== undefined && (
          <>
            {` Last: ${last.action} ${moment(last.at, now.value)}, ${last.status}`}
            {last.code !== undefined && ` (${last.code})`}
            {last.job_id === undefined ? (
              '.'
            ) : (
              <>
                , <a href={fragmentOf({ page: 'job', id: last.job_id })}>see the job</a>.
              </>
            )}
          </>
        )}
      </p>
    </li>
  );
}

function targetOf({ instance_id, tags }: Schedule): string {
  const ids = [instance_id ?? []].flat();
  if (ids.length > 0) return ids.length === 1 ? (ids[0] ?? '') : `${ids.length} instances`;
  const pairs = Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.join(', ') : 'the default instance';
}
