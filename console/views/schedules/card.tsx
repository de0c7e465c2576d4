import { type Schedule, scheduleActions } from '../../api/schedule';
import { fragmentOf } from '../../logic/fragment';
import { plain } from '../../logic/label';
import { bodyOf } from '../../logic/schedule-form';
import { countdown, moment, momentIn } from '../../logic/time';
import { Button } from '../../parts/button';
import { State } from '../../parts/state';
import { announce } from '../../state/announce';
import { failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { dialog } from '../../state/dialog';
import { scheduleTrack } from '../../state/polling';
import { putSchedule } from '../../state/schedules';
import { Week } from './week';

/** A schedule: what it does to which instances, the week that it makes, and what can be done with it. */
export function ScheduleCard({ schedule }: { readonly schedule: Schedule }) {
  const { name, description, owner, time_zone = 'UTC', enabled = true, next: [first] = [], last } = schedule;
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
          <span title="Owner">{owner}</span>
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
      {description !== undefined && (
        <p class="quiet">
          <bdi>{description}</bdi>
        </p>
      )}
      {enabled && <Week schedule={schedule} />}
      <p class="hint">
        {first === undefined
          ? 'Nothing is to come.'
          : `Next: ${first.action} ${momentIn(first.at, now.value, time_zone)}, in ${countdown(first.at, now.value)}.`}
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
  return pairs.length > 0 ? plain(pairs.join(', ')) : 'the default instance';
}
