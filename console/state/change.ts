import type { ChangeAction } from '../../contract/actions';
import type { Change, Instance, Outcome } from '../api/answers';
import { ask, ProblemError } from '../api/client';
import { busyNote, type Note, outcomeNote, problemNote } from '../logic/notes';
import { mostIds } from '../logic/polling';
import { announce } from './announce';
import { followJob } from './follow';
import { instances, put } from './instances';
import { setNote, setNotes } from './notes';
import { filter } from './view';
import { watch } from './watch';

/** How an action is done. */
export interface ActionOptions {
  /** A duration such as `2h`, or seconds such as `5400s`. */
  readonly stop_after?: string;
  readonly force?: true;
  readonly hibernate?: true;
}

/** Acts on one instance, and tells beside it what became of that. */
export async function act(
  action: ChangeAction,
  { instance_id: id }: Instance,
  options: ActionOptions = {},
): Promise<void> {
  setNote(id, busyNote(action));
  const given = { ...options, ...regional() };
  const body = Object.keys(given).length === 0 ? {} : { body: given };
  const [method, path] = action === 'delete' ? ['DELETE', `delete/${id}`] : ['POST', `${action}/${id}`];
  try {
    const answer =
      method === 'DELETE'
        ? await ask<Change>(method, path, { query: regional() })
        : await ask<Change>(method, path, body);
    take(answer.status, answer.body, [id], action);
  } catch (error) {
    setNote(id, failureNote(error));
  }
}

/**
 * Acts on several instances; over a hundred, by a job.
 * @returns the answer
 */
export async function actOnAll(
  action: ChangeAction,
  ids: readonly string[],
  options: ActionOptions = {},
): Promise<void> {
  setNotes(new Map(ids.map((id) => [id, busyNote(action)])));
  try {
    const { status, body } = await ask<Change>('POST', action, { body: bodyFor(ids, options) });
    take(status, body, ids, action);
  } catch (error) {
    setNotes(new Map(ids.map((id) => [id, failureNote(error)])));
    announce(failureNote(error).text, 'bad');
  }
}

/** Asks what an action would do. @throws ProblemError, Unreachable */
export async function preview(
  action: ChangeAction,
  ids: readonly string[],
  options: ActionOptions = {},
): Promise<readonly Outcome[]> {
  const [id = ''] = ids;
  const { body } =
    action === 'delete'
      ? await ask<Change & Outcome>('DELETE', `delete/${id}`, { query: { dry_run: true, ...regional() } })
      : await ask<Change & Outcome>('POST', action, { body: { ...bodyFor(ids, options), dry_run: true } });
  return body.results ?? [body];
}

function bodyFor(ids: readonly string[], options: ActionOptions): object {
  return { instance_id: ids, ...options, ...regional(), ...(ids.length > mostIds ? { async: true } : {}) };
}

function regional(): { readonly region?: string } {
  const { region } = filter.value;
  return region === '' ? {} : { region };
}

function take(status: number, body: Change, ids: readonly string[], action: ChangeAction): void {
  if (status === 202 && body.job_id !== undefined) {
    followJob(body.job_id, ids);
    watch(ids, action, true);
    if (ids.length > 1) announce(body.message, 'plain', { href: `#/jobs/${body.job_id}`, text: 'See the job' });
    return;
  }
  const results = body.results ?? [body as Outcome];
  takeResults(results);
  if (body.results !== undefined) announce(body.message, results.some(isBad) ? 'bad' : 'good');
}

/** Shows results where their instances are, and goes on watching those that are under way. */
export function takeResults(results: readonly Outcome[]): void {
  const known = instances.value;
  put(
    results.flatMap(({ instance_id: id, current_state: state, ip }) => {
      const instance = known.get(id ?? '');
      return instance === undefined || state === null ? [] : [{ ...instance, state, ip }];
    }),
  );
  for (const result of results) {
    const { instance_id: id, action, outcome } = result;
    if (id === null || action === 'create') continue;
    setNote(id, outcomeNote(result));
    if (outcome === 'changed' && action !== 'reboot') watch([id], action);
  }
}

function isBad({ outcome }: Outcome): boolean {
  return outcome === 'refused' || outcome === 'failed';
}

/** What is told of a request that ended in an error. */
export function failureNote(error: unknown): Note {
  if (error instanceof ProblemError) return problemNote(error.problem);
  return {
    tone: 'bad',
    text: 'No answer came: it is not known whether this was done.',
    advice: 'Look at the state, then try again.',
  };
}
