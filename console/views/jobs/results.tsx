import { useState } from 'preact/hooks';
import type { Job, Outcome } from '../../api/answers';
import { nameOf } from '../../logic/label';
import { outcomeNote } from '../../logic/notes';
import { moment } from '../../logic/time';
import { Button } from '../../parts/button';
import { NoteText } from '../../parts/note';
import { State } from '../../parts/state';
import { Table } from '../../parts/table';
import { announce } from '../../state/announce';
import { failureNote } from '../../state/change';
import { now } from '../../state/clock';
import { instances } from '../../state/instances';
import { moreResults } from '../../state/jobs';

/** What a job has done to each of its instances. */
export function Results({ job: { job_id: id, results, next_token } }: { readonly job: Job }) {
  const [more, setMore] = useState<Pick<Job, 'results' | 'next_token'> | undefined>();
  if (results.length === 0) return null;
  const token = more === undefined ? next_token : more.next_token;
  const readOn = (from: string): void => {
    moreResults(id, from).then(
      (page) => setMore({ ...page, results: [...(more?.results ?? []), ...page.results] }),
      (error: unknown) => announce(failureNote(error).text, 'bad'),
    );
  };
  return (
    <>
      <h2>Results</h2>
      <Table label="Results" columns={['Instance', 'Action', 'Outcome', 'State']}>
        {[...results, ...(more?.results ?? [])].map((result) => (
          <Result key={`${result.instance_id} ${result.action}`} result={result} />
        ))}
      </Table>
      {token !== undefined && (
        <p class="older">
          <Button icon="down" onClick={() => readOn(token)}>
            Show more results
          </Button>
        </p>
      )}
    </>
  );
}

function Result({ result }: { readonly result: Outcome }) {
  const { instance_id: id, action, outcome, current_state: state, ip, retry_at } = result;
  const known = instances.value.get(id ?? '');
  const bad = outcome === 'refused' || outcome === 'failed';
  return (
    <tr>
      <td>
        {known !== undefined && nameOf(known)}
        <span class="id">{id ?? 'not launched yet'}</span>
      </td>
      <td>{action}</td>
      <td>
        {bad ? <NoteText note={outcomeNote(result)} /> : outcome}
        {result.warning !== undefined && <span class="note-advice"> {result.warning}</span>}
        {retry_at !== undefined && <> It is tried again at {moment(retry_at, now.value)}.</>}
      </td>
      <td>
        {state !== null && <State state={state} />} {ip}
      </td>
    </tr>
  );
}
