import type { Job } from '../../api/answers';
import { fragmentOf } from '../../logic/fragment';
import { age, countdown, moment, withMoments } from '../../logic/time';
import { Icon } from '../../parts/icon';
import { State } from '../../parts/state';
import { now } from '../../state/clock';
import { hasEnded } from '../../state/jobs';

/** A job in the list of jobs. */
export function JobCard({ job }: { readonly job: Job }) {
  const { job_id: id, action, status, message, created_at, requested_by, stop_at, instance_ids: ids } = job;
  return (
    <li class="card card-job">
      <State state={status} />
      <a class="card-title" href={fragmentOf({ page: 'job', id })}>
        <strong>{action}</strong> <bdi>{withMoments(message, now.value)}</bdi>
      </a>
      <span class="card-facts">
        {ids.length > 1 && <span>{ids.length.toLocaleString('en')} instances</span>}
        {stop_at !== undefined && !hasEnded(job) && (
          <span class="countdown">
            <Icon name="timer" /> stops in {countdown(stop_at, now.value)}
          </span>
        )}
        <span>{requested_by}</span>
        <time dateTime={created_at} title={moment(created_at, now.value)}>
          {age(created_at, now.value)} ago
        </time>
      </span>
    </li>
  );
}
