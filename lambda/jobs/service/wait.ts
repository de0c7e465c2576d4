import type { Deadline } from '../../domain/deadline';
import { Problem } from '../../domain/problem';
import type { Job, JobHead } from '../model';
import type { Clock, JobStore } from '../ports';
import { changeIsDone } from '../rules/end';

/** Milliseconds between looks: short at first, because emulators are done at once. */
const pauses = [100, 150, 250, 500, 750] as const;
const longestPause = 1000;

export interface WaitDependencies {
  readonly store: JobStore;
  readonly clock: Clock;
  /** It may come nearer while the job is waited for, when the server is asked to end. */
  readonly deadline: Deadline;
}

/**
 * Waits until the change that a job was asked for has come to its end; the stop of `stop_after` is not waited for. A record
 * that cannot be read does not end the wait: the job goes on, and the client must at least learn its id.
 * @param milliseconds - how long at most
 * @param isDone - what is waited for
 * @returns the job as it is then, done or not; undefined when it was not to be read
 */
export async function waitFor(
  { store, clock, deadline }: WaitDependencies,
  jobId: string,
  milliseconds: number,
  isDone: (job: Job) => boolean = changeIsDone,
): Promise<JobHead | undefined> {
  const end = clock.now() + milliseconds;
  let head: JobHead | undefined;
  for (let polls = 0; ; polls += 1) {
    head = (await store.read(jobId).catch(unread)) ?? head;
    const left = Math.min(end - clock.now(), deadline.remaining());
    if (left <= 0 || (head !== undefined && isDone(head.job))) return head;
    await clock.sleep(Math.min(pauses[polls] ?? longestPause, left));
  }
}

function unread(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}
