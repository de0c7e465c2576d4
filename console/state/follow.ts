import { computed, signal } from '@preact/signals';
import type { Job } from '../api/answers';
import { ask } from '../api/client';
import { outcomeNote } from '../logic/notes';
import { loadList } from './instances';
import { isActive } from './jobs';
import { setNote } from './notes';
import { unwatch } from './watch';

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
    const { body } = await ask<Job>('GET', `jobs/${id}`, { poll: true });
    if (isActive(body)) continue;
    const rest = new Map(followed.value);
    rest.delete(id);
    followed.value = rest;
    tellOf(body, ids);
    await loadList(true);
  }
}

function tellOf({ status, message, results }: Job, ids: readonly string[]): void {
  const failed: string[] = [];
  for (const id of ids) {
    const result = results.find(({ instance_id }) => instance_id === id);
    const note = result === undefined ? undefined : outcomeNote(result);
    if (note?.tone === 'bad') setNote(id, note);
    else if (status === 'failed' && ids.length === 1) setNote(id, { tone: 'bad', text: message });
    else continue;
    failed.push(id);
  }
  unwatch(failed);
}
