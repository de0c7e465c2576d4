import { computed, signal } from '@preact/signals';
import type { Job } from '../api/answers';
import { ask, ProblemError } from '../api/client';
import type { JobFilter } from '../logic/fragment';
import { view } from './view';

/** The jobs that are listed, newest first. */
export const jobs = signal<readonly Job[] | undefined>(undefined);

/** The cursor of older ones. */
export const olderJobs = signal<string | undefined>(undefined);

/** The job whose page is shown, or the code of the problem that it was answered with. */
export const job = signal<Job | ProblemError | undefined>(undefined);

/** Does anything happen in the job, other than waiting for the time of its stop? */
export function isActive({ status, ready }: Job): boolean {
  return status === 'pending' || (status === 'running' && ready !== true);
}

export function hasEnded({ status }: Job): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** Something that is shown is going on. */
export const jobsMove = computed(() => {
  const { page } = view.value;
  if (page === 'jobs') return jobs.value?.some(isActive) ?? true;
  if (page === 'job') return !(job.value instanceof ProblemError) && (job.value === undefined || isActive(job.value));
  return false;
});

/** Reads the newest jobs again. */
export async function loadJobs(filter: JobFilter, poll: boolean): Promise<void> {
  const { status, instance } = filter;
  const query = { status, instance_id: instance };
  const { body } = await ask<{ jobs: readonly Job[]; next_token?: string }>('GET', 'jobs', { query, poll });
  if (!stillShows(filter)) return;
  const older = (jobs.value ?? [])
    .slice(body.jobs.length)
    .filter((old) => body.jobs.every((one) => one.job_id !== old.job_id));
  jobs.value = olderJobs.value === undefined ? body.jobs : [...body.jobs, ...older];
  if (older.length === 0) olderJobs.value = body.next_token;
}

/** Reads on where the list ends. */
export async function loadOlder(filter: JobFilter): Promise<void> {
  const { status, instance } = filter;
  const query = { status, instance_id: instance, next_token: olderJobs.value };
  const { body } = await ask<{ jobs: readonly Job[]; next_token?: string }>('GET', 'jobs', { query });
  if (!stillShows(filter)) return;
  const listed = new Set(jobs.value?.map(({ job_id }) => job_id));
  jobs.value = [...(jobs.value ?? []), ...body.jobs.filter(({ job_id }) => !listed.has(job_id))];
  olderJobs.value = body.next_token;
}

/** Whether the answer to a question is still wanted: others may be shown by now. */
function stillShows({ status, instance }: JobFilter): boolean {
  const { value } = view;
  return value.page === 'jobs' && value.filter.status === status && value.filter.instance === instance;
}

/** Forgets the list, because others are asked for. */
export function otherJobs(): void {
  jobs.value = undefined;
  olderJobs.value = undefined;
}

/** Results of a job that one answer has. */
const mostResults = 500;

/** Reads one job; a problem, such as that there is none, is shown in its place. */
export async function loadJob(id: string, poll: boolean): Promise<void> {
  try {
    const body = await readJob(id, poll);
    if (isShown(id)) job.value = body;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.retryable === true || error.problem.status >= 500)
      throw error;
    if (isShown(id)) job.value = error;
  }
}

function isShown(id: string): boolean {
  return view.value.page === 'job' && view.value.id === id;
}

/** Asks for a job. @throws ProblemError, Unreachable */
export async function readJob(id: string, poll = false): Promise<Job> {
  return (await ask<Job>('GET', pathOf(id), { query: { page_size: mostResults }, poll })).body;
}

/** Reads on where the results of a job end. @throws ProblemError, Unreachable */
export async function moreResults(id: string, token: string): Promise<Pick<Job, 'results' | 'next_token'>> {
  const query = { page_size: mostResults, next_token: token };
  return (await ask<Job>('GET', pathOf(id), { query })).body;
}

function pathOf(id: string): string {
  return `jobs/${encodeURIComponent(id)}`;
}

/** Cancels what a job has not done yet. @throws ProblemError, Unreachable */
export async function cancelJob(id: string): Promise<Job> {
  const { body } = await ask<Job>('DELETE', pathOf(id));
  if (job.value !== undefined && !(job.value instanceof ProblemError) && job.value.job_id === id) job.value = body;
  return body;
}
