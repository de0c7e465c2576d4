import { type Deadline, deadlineIn, reserve } from '../domain/deadline';
import { Problem } from '../domain/problem';

/** Milliseconds within which every answer leaves, whatever AWS does; a longer wait adds its own time (API.md, section 6). */
const longestAnswer = 28_000;
/** Milliseconds after a wait within which the answer leaves. */
const afterWait = 3_000;
/** Milliseconds before its end in which the function no longer counts on being able to answer. */
const beforeTheEnd = 500;

/**
 * Calculates the milliseconds within which a request is answered.
 * @param wait - seconds that the request asks to wait for a job
 * @param remaining - milliseconds that the function has left
 */
export function timeFor(wait: number | undefined, remaining: number): number {
  return Math.min(Math.max(longestAnswer, (wait ?? 0) * 1000 + afterWait), remaining - beforeTheEnd);
}

/**
 * Makes the deadline of a request's outside calls, after which there is just the time to answer. It moves closer when
 * the function, or a server that is shutting down, has less time left.
 * @param time - milliseconds within which the request is answered
 * @param now - monotonic milliseconds
 */
export function callsUntil(time: number, remaining: () => number, now: () => number): Deadline {
  const own = deadlineIn(time - reserve.answer, now);
  const left = () => Math.max(0, remaining() - beforeTheEnd - reserve.answer);
  return { remaining: () => Math.min(own.remaining(), left()) };
}

/**
 * Gives an answer, or a problem when there is none in time. The deadline of every call outside is earlier: this is for
 * what should not happen.
 * @throws Problem `aws_timeout`
 */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const detail =
      'The answer was not ready in time. What of a change has happened is not known: look at the instances.';
    timer = setTimeout(() => reject(new Problem('aws_timeout', detail)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
