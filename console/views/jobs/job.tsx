import { useState } from 'preact/hooks';
import type { Job } from '../../api/answers';
import { ProblemError } from '../../api/client';
import { adviceFor } from '../../logic/advice';
import { fragmentOf } from '../../logic/fragment';
import type { Note } from '../../logic/notes';
import { countdown, moment, withMoments } from '../../logic/time';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { NoteText } from '../../parts/note';
import { State } from '../../parts/state';
import { failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { cancelJob, hasEnded, isActive, job } from '../../state/jobs';
import { jobTrack } from '../../state/polling';
import { JobFacts } from './facts';
import { Results } from './results';

const allJobs = fragmentOf({ page: 'jobs', filter: { status: '', instance: '' } });

/** The page of one job, which can be shared by its address. */
export function JobPage() {
  return (
    <main class="page" id="content">
      <p>
        <a href={allJobs}>All jobs</a>
      </p>
      <Content />
    </main>
  );
}

function Content() {
  const problem = jobTrack.problem.value?.problem;
  const { value } = job;
  if (value instanceof ProblemError) {
    return (
      <>
        <h1>No job</h1>
        <p class="banner banner-bad" role="alert">
          {value.problem.detail} {adviceFor(value.problem.code)}
        </p>
      </>
    );
  }
  return (
    <>
      {problem !== undefined && (
        <p class="banner banner-bad" role="alert">
          {problem.detail}
        </p>
      )}
      {value === undefined ? <h1>Loading …</h1> : <Known job={value} />}
    </>
  );
}

function Known({ job: shown }: { readonly job: Job }) {
  const [told, setTold] = useState<Note | undefined>();
  const { job_id: id, action, status, message, error, stop_at } = shown;
  const ended = hasEnded(shown);
  const cancel = (): void => {
    setTold({ tone: 'busy', text: 'Cancelling …' });
    cancelJob(id).then(
      () => setTold(undefined),
      (failure: unknown) => setTold(failureNote(failure)),
    );
  };
  return (
    <>
      <div class="page-head">
        <h1>
          {action} <State state={status} />
        </h1>
        <Button
          kind="danger"
          reason={ended ? `It has ended already: ${status}` : undefined}
          title="Cancel what it has not done yet"
          onClick={cancel}
        >
          {stop_at !== undefined && !isActive(shown) ? 'Cancel the stop' : 'Cancel'}
        </Button>
      </div>
      {error?.detail !== message && (
        <p class="lead" aria-live="polite">
          {isActive(shown) && <span class="spinner" aria-hidden="true" />} {withMoments(message, now.value)}
        </p>
      )}
      {told !== undefined && <NoteText note={told} />}
      {error !== undefined && (
        <NoteText
          note={{ tone: 'bad', text: error.detail, advice: `${adviceFor(error.code)} (${error.code})`.trim() }}
        />
      )}
      {stop_at !== undefined && !ended && (
        <p class="countdown countdown-large">
          <Icon name="timer" /> stops in {countdown(stop_at, now.value)}, at {moment(stop_at, now.value)}
        </p>
      )}
      <JobFacts job={shown} />
      <Results job={shown} />
    </>
  );
}
