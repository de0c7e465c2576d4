import type { Job } from '../../api/answers';
import { fragmentOf } from '../../logic/fragment';
import { age, moment } from '../../logic/time';
import { Copy } from '../../parts/copy';
import { now } from '../../state/clock';

/** What is known of a job, beside how it got on. */
export function JobFacts({ job }: { readonly job: Job }) {
  const { job_id: id, requested_by, region, created_at, finished_at, schedule } = job;
  return (
    <dl class="details">
      <dt>Job</dt>
      <dd>
        {id} <Copy text={id} label="Copy the job's id" />
        <Copy text={location.href} label="Copy a link to this page" icon="link" />
      </dd>
      <dt>Requested by</dt>
      <dd>{schedule === undefined ? requested_by : <a href={fragmentOf({ page: 'schedules' })}>{requested_by}</a>}</dd>
      <dt>Region</dt>
      <dd>{region}</dd>
      <dt>Created</dt>
      <dd>
        {moment(created_at, now.value)}, {age(created_at, now.value)} ago
      </dd>
      {finished_at !== undefined && (
        <>
          <dt>Finished</dt>
          <dd>{moment(finished_at, now.value)}</dd>
        </>
      )}
    </dl>
  );
}
