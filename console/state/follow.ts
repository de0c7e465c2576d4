import { computed, signal } from '@preact/signals';
import type { Job } from '../api/answers';
import { type Note, outcomeNote } from '../logic/notes';
import { loadList } from './instances';
import { isActive, moreResults, readJob } from './jobs';
import { setNotes } from './notes';
import { jobDone, unwatch } from './watch';

/** Jobs that this page asked for, with the instances beside which it tells how they got on. */
const followed = signal<ReadonlyMap<string, readonly string[]>>(new Map());

export const followsJobs = computed(() => followed.value.size > 0);

/** Goes on asking for a job, and tells beside its instances how it got on. */
export function followJob(id: string, ids: readonly string[]): void {
  followed.value = new Map(followed.value).set(id, ids);
}

/** Looks at the jobs that are followed. */
export async function lookAtFollowed(): Promise<void> {
  for (const [id, ids] of followed.value) {
    const job = await readJob(id, true);
    if (isActive(job)) continue;
    const results = [...job.results];
    for (let token = job.next_token; token !== undefined; ) {
      const page = await moreResults(id, token);
      results.push(...page.results);
      token = page.next_token;
    }
    const rest = new Map(followed.value);
    rest.delete(id);
    followed.value = rest;
    tellOf({ ...job, results }, ids);
    await loadList(true);
  }
}

function tellOf({ status, message, results }: Job, ids: readonly string[]): void {
  const outcomes = new Map(results.map((result) => [result.instance_id, result]));
  const told = new Map<string, Note>();
  for (const id of ids) {
    const outcome = outcomes.get(id);
    const note = outcome === undefined ? undefined : outcomeNote(outcome);
    if (note?.tone === 'bad') told.set(id, note);
    else if (status === 'failed' && ids.length === 1) told.set(id, { tone: 'bad', text: message });
  }
  setNotes(told);
  // The others are where they were to go, or on their way.
  unwatch([...told.keys()]);
  jobDone(ids);
}
