import { computed, signal } from '@preact/signals';
import type { Job } from '../api/answers';
import { ask, ProblemError } from '../api/client';
import type { JobFilter } from '../logic/fragment';
import { type Note, outcomeNote } from '../logic/notes';
import { loadList, setNote, watched } from './instances';
import { view } from './view';

/** The jobs that are listed, newest first. */
export const jobs = signal<readonly Job[] | undefined>(undefined);

/** The cursor of older ones. */
export const olderJobs = signal<string | undefined>(undefined);

/** The job whose page is shown, or the code of the problem that it was answered with. */
export const job = signal<Job | ProblemError | undefined>(undefined);

/** Jobs that this page asked for, with the instances beside which it tells how they got on. */
const followed = signal<ReadonlyMap<string, readonly string[]>>(new Map());

/** Does anything happen in the job, other than waiting for the time of its stop? */
export function isActive({ status, ready }: Job): boolean {
  return status === 'pending' || (status === 'running' && ready !== true);
}

export function hasEnded({ status }: Job): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** Something that is shown, or followed, is going on. */
export const jobsMove = computed(() => {
  const { page } = view.value;
  if (page === 'jobs') return jobs.value?.some(isActive) ?? true;
  if (page === 'job') return !(job.value instanceof ProblemError) && (job.value === undefined || isActive(job.value));
  return false;
});

export const followsJobs = computed(() => followed.value.size > 0);

/** Reads the newest jobs again. */
export async function loadJobs({ status, instance }: JobFilter, poll: boolean): Promise<void> {
  const query = { status, instance_id: instance };
  const { body } = await ask<{ jobs: readonly Job[]; next_token?: string }>('GET', 'jobs', { query, poll });
  const older = (jobs.value ?? [])
    .slice(body.jobs.length)
    .filter((old) => body.jobs.every((one) => one.job_id !== old.job_id));
  jobs.value = olderJobs.value === undefined ? body.jobs : [...body.jobs, ...older];
  if (older.length === 0) olderJobs.value = body.next_token;
}

/** Reads on where the list ends. */
export async function loadOlder({ status, instance }: JobFilter): Promise<void> {
  const query = { status, instance_id: instance, next_token: olderJobs.value };
  const { body } = await ask<{ jobs: readonly Job[]; next_token?: string }>('GET', 'jobs', { query });
  jobs.value = [...(jobs.value ?? []), ...body.jobs];
  olderJobs.value = body.next_token;
}

/** Forgets the list, because others are asked for. */
export function otherJobs(): void {
  jobs.value = undefined;
  olderJobs.value = undefined;
}

/** Reads one job; a problem, such as that there is none, is shown in its place. */
export async function loadJob(id: string, poll: boolean): Promise<void> {
  try {
    const { body } = await ask<Job>('GET', `jobs/${encodeURIComponent(id)}`, { poll });
    job.value = body;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status >= 500) throw error;
    job.value = error;
  }
}

/** Cancels what a job has not done yet. @throws ProblemError, Unreachable */
export async function cancelJob(id: string): Promise<Job> {
  const { body } = await ask<Job>('DELETE', `jobs/${encodeURIComponent(id)}`);
  if (job.value !== undefined && !(job.value instanceof ProblemError) && job.value.job_id === id) job.value = body;
  return body;
}

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

function tellOf(ended: Job, ids: readonly string[]): void {
  const results = new Map(ended.results.map((result) => [result.instance_id, result]));
  const bad = ended.status === 'failed';
  const left = new Map(watched.value);
  for (const id of ids) {
    const result = results.get(id);
    const note: Note | undefined = result === undefined ? undefined : outcomeNote(result);
    if (note?.tone === 'bad') {
      setNote(id, note);
      left.delete(id);
    } else if (bad && ids.length === 1) {
      setNote(id, { tone: 'bad', text: ended.message });
      left.delete(id);
    }
  }
  watched.value = left;
}
