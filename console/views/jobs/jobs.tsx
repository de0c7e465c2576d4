import { jobStatuses } from '../../../contract/states';
import { fragmentOf, type JobFilter } from '../../logic/fragment';
import { may } from '../../logic/rights';
import { Button } from '../../parts/button';
import { announce } from '../../state/announce';
import { failureNote } from '../../state/change';
import { jobs, loadOlder, olderJobs } from '../../state/jobs';
import { jobTrack } from '../../state/polling';
import { me } from '../../state/session';
import { go } from '../../state/view';
import { JobCard } from './job-card';

/** The page of the jobs, newest first. */
export function Jobs({ filter }: { readonly filter: JobFilter }) {
  const caller = me.value;
  if (caller === undefined) return null;
  const problem = jobTrack.problem.value?.problem;
  return (
    <main class="page" id="content">
      <div class="page-head">
        <h1>Jobs</h1>
        <Statuses filter={filter} />
      </div>
      {filter.instance !== '' && (
        <p>
          Jobs of <span class="id">{filter.instance}</span>{' '}
          <a href={fragmentOf({ page: 'jobs', filter: { ...filter, instance: '' } })}>Show all jobs</a>
        </p>
      )}
      {!may(caller, 'jobs') && <p class="empty">Your key does not allow jobs, so there is nothing to see here.</p>}
      {problem !== undefined && (
        <p class="banner banner-bad" role="alert">
          {problem.detail}
        </p>
      )}
      {may(caller, 'jobs') && <JobTable filter={filter} />}
    </main>
  );
}

function Statuses({ filter }: { readonly filter: JobFilter }) {
  return (
    <fieldset class="chips">
      <legend class="unseen">Status</legend>
      {jobStatuses.map((status) => (
        <button
          key={status}
          type="button"
          class={`chip chip-state state-${status}`}
          aria-pressed={filter.status === status}
          onClick={() => go({ page: 'jobs', filter: { ...filter, status: filter.status === status ? '' : status } })}
        >
          <span class="state-mark" aria-hidden="true" />
          {status}
        </button>
      ))}
    </fieldset>
  );
}

function JobTable({ filter }: { readonly filter: JobFilter }) {
  const listed = jobs.value;
  if (listed === undefined) return <p class="empty">Loading …</p>;
  if (listed.length === 0) {
    return (
      <p class="empty">There are no such jobs. Jobs come of “start for …”, “create” and of all that takes long.</p>
    );
  }
  const older = (): void => void loadOlder(filter).catch((error: unknown) => announce(failureNote(error).text, 'bad'));
  return (
    <>
      <ul class="cards">
        {listed.map((job) => (
          <JobCard key={job.job_id} job={job} />
        ))}
      </ul>
      {olderJobs.value !== undefined && (
        <p class="older">
          <Button icon="down" onClick={older}>
            Show older ones
          </Button>
        </p>
      )}
    </>
  );
}
