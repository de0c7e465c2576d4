import type { JobHead } from '../../domain/job';
import { changeIsDone } from '../../domain/job-verdict';
import type { Clock, JobStore } from './ports';

/** Milliseconds between looks: short at first, because emulators are done at once. */
const pauses = [100, 150, 250, 500, 750] as const;
const longestPause = 1000;

/**
 * Waits until the change that a job was asked for has come to its end; the stop of `stop_after` is not waited for.
 * @param milliseconds - how long at most
 * @returns the job as it is then, done or not; undefined when there is none
 */
export async function waitFor(
  { store, clock }: { readonly store: JobStore; readonly clock: Clock },
  jobId: string,
  milliseconds: number,
): Promise<JobHead | undefined> {
  const end = clock.now() + milliseconds;
  for (let look = 0; ; look += 1) {
    const head = await store.read(jobId);
    const left = end - clock.now();
    if (head === undefined || changeIsDone(head.job) || left <= 0) return head;
    await clock.sleep(Math.min(pauses[look] ?? longestPause, left));
  }
}
