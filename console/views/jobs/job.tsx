import { useState } from 'preact/hooks';
import type { Job, Outcome } from '../../api/answers';
import { ProblemError } from '../../api/client';
import { adviceFor } from '../../logic/advice';
import { fragmentOf } from '../../logic/fragment';
import { type Note, outcomeNote } from '../../logic/notes';
import { age, countdown, moment } from '../../logic/time';
import { Button } from '../../parts/button';
import { Copy } from '../../parts/copy';
import { Icon } from '../../parts/icon';
import { NoteText } from '../../parts/note';
import { State } from '../../parts/state';
import { failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { instances } from '../../state/instances';
import { cancelJob, hasEnded, isActive, job } from '../../state/jobs';

const allJobs = fragmentOf({ page: 'jobs', filter: { status: '', instance: '' } });

/** The page of one job, which can be shared by its address. */
export function JobPage({ id }: { readonly id: string }) {
  const { value } = job;
  return (
    <main class="page" id="content">
      <p>
        <a href={allJobs}>All jobs</a>
      </p>
      {value === undefined && <h1>Loading …</h1>}
      {value instanceof ProblemError && (
        <>
          <h1>No job</h1>
          <p class="banner banner-bad" role="alert">
            {value.problem.detail} {adviceFor(value.problem.code)}
          </p>
        </>
      )}
      {value !== undefined && !(value instanceof ProblemError) && value.job_id === id && <Known job={value} />}
    </main>
  );
}

function Known({ job: shown }: { readonly job: Job }) {
  const [told, setTold] = useState<Note | undefined>();
  const { job_id: id, action, status, message, error, stop_at, requested_by, created_at, finished_at } = shown;
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
      <p class="lead" aria-live="polite">
        {isActive(shown) && <span class="spinner" aria-hidden="true" />} {message}
      </p>
      {told !== undefined && <NoteText note={told} />}
      {error !== undefined && (
        <NoteText note={{ tone: 'bad', text: error.detail, advice: `${adviceFor(error.code)} (${error.code})` }} />
      )}
      {stop_at !== undefined && !ended && (
        <p class="countdown countdown-large">
          <Icon name="timer" /> stops in {countdown(stop_at, now.value)}, at {moment(stop_at, now.value)}
        </p>
      )}
      <dl class="details">
        <dt>Job</dt>
        <dd>
          {id} <Copy text={id} label="Copy the job's id" />
          <Copy text={location.href} label="Copy a link to this page" />
        </dd>
        <dt>Asked for by</dt>
        <dd>{requested_by}</dd>
        <dt>Region</dt>
        <dd>{shown.region}</dd>
        <dt>Begun</dt>
        <dd>
          {moment(created_at, now.value)}, {age(created_at, now.value)} ago
        </dd>
        {finished_at !== undefined && (
          <>
            <dt>Ended</dt>
            <dd>{moment(finished_at, now.value)}</dd>
          </>
        )}
      </dl>
      <Results job={shown} />
    </>
  );
}

function Results({ job: { results, next_token } }: { readonly job: Job }) {
  if (results.length === 0) return null;
  return (
    <>
      <h2>Results</h2>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Instance</th>
              <th scope="col">What</th>
              <th scope="col">Outcome</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <Result key={`${result.instance_id} ${result.action}`} result={result} />
            ))}
          </tbody>
        </table>
      </div>
      {next_token !== undefined && <p class="hint">There are more: GET /jobs/… with next_token lists them.</p>}
    </>
  );
}

function Result({ result }: { readonly result: Outcome }) {
  const { instance_id: id, action, outcome, current_state: state, ip, retry_at } = result;
  const name = instances.value.get(id ?? '')?.name;
  const bad = outcome === 'refused' || outcome === 'failed';
  return (
    <tr>
      <td>
        {name ?? ''}
        <span class="id">{id ?? 'not launched yet'}</span>
      </td>
      <td>{action}</td>
      <td>
        {bad ? <NoteText note={outcomeNote(result)} /> : outcome}
        {result.warning !== undefined && <span class="note-advice"> {result.warning}</span>}
        {retry_at !== undefined && <> Tried again at {moment(retry_at, now.value)}.</>}
      </td>
      <td>
        {state !== null && <State state={state} />} {ip}
      </td>
    </tr>
  );
}
