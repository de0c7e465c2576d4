import { setTimeout } from 'node:timers/promises';
import type { Ask, Seen } from './client';

/**
 * The job when it has ended.
 * @param patience - seconds
 * @throws Error when it does not end
 */
export async function jobEnded(ask: Ask, jobId: unknown, patience = 40): Promise<Seen['body']> {
  return until(
    async () => (await ask('GET', `/jobs/${jobId}`)).body,
    ({ status }) => status !== 'pending' && status !== 'running',
    patience,
  );
}

/**
 * Looks until what is seen is as wished, now and then, because what happens in other processes cannot be hurried, and every
 * look costs them time.
 * @param patience - seconds
 * @returns what was seen then
 * @throws Error with what was seen last
 */
export async function until<T>(look: () => Promise<T>, wished: (seen: T) => boolean, patience = 20): Promise<T> {
  const end = Date.now() + patience * 1000;
  for (let pause = 200; ; pause = Math.min(1000, pause + 200)) {
    const seen = await look();
    if (wished(seen)) return seen;
    if (Date.now() > end)
      throw new Error(`in ${patience} s it did not come to what was wished: ${JSON.stringify(seen)}`);
    await setTimeout(pause);
  }
}

/** All results of a job, from all its pages. */
export async function everyResult(ask: Ask, job: Seen['body']): Promise<readonly Seen['body'][]> {
  const results: Seen['body'][] = [];
  for (let page = job; ; ) {
    results.push(...(page.results as readonly Seen['body'][]));
    if (page.next_token === undefined) return results;
    page = (await ask('GET', `/jobs/${job.job_id}?next_token=${page.next_token}`)).body;
  }
}
