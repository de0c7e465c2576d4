/**
 * The moment by which a request, or a step of a job, must be over. It goes with every call outside: nothing is begun
 * shortly before it, and nothing lasts beyond it.
 * @see docs/decisions/0028
 */
export interface Deadline {
  /** Milliseconds left; 0 when it has passed. */
  remaining(): number;
}

/** Milliseconds that are kept free before a deadline, for what must still be done then. */
export const reserve = {
  /** To write the audit line and the answer; a cold start and the gateway have taken a part of the time before. */
  answer: 2_000,
  /** To look again at instances when the outcome of their change is unclear. */
  look: 3_000,
  /** To save what a step of a job has learned. */
  save: 4_000,
} as const;

/**
 * Milliseconds that a step of a job should have before it acts on instances: with less it leaves that to the next step,
 * which has all of its time for it.
 */
export const enoughToAct = 20_000;

/** Milliseconds; with less than this left no call is begun, for it could only end in doubt. */
export const shortestCall = 500;

/**
 * A deadline that is so far away now.
 * @param now - milliseconds on any clock that does not go back
 */
export function deadlineIn(milliseconds: number, now: () => number): Deadline {
  const end = now() + milliseconds;
  return { remaining: () => Math.max(0, end - now()) };
}

/** A deadline so many milliseconds before another one. */
export function before(deadline: Deadline, milliseconds: number): Deadline {
  return { remaining: () => Math.max(0, deadline.remaining() - milliseconds) };
}

/**
 * The deadlines of a step of a job: its own, by which all is written down, and that of its calls to EC2, after which there
 * is still the time to write down what EC2 has said.
 * @param remaining - milliseconds that the function has left
 */
export function stepDeadlines(
  remaining: number,
  now: () => number,
): { readonly step: Deadline; readonly calls: Deadline } {
  const step = deadlineIn(remaining - reserve.answer, now);
  return { step, calls: before(step, reserve.save) };
}

/** The earlier one of two deadlines. */
export function sooner(one: Deadline, other: Deadline): Deadline {
  return { remaining: () => Math.min(one.remaining(), other.remaining()) };
}

/** Is it too late to begin a call? */
export function isNear(deadline: Deadline): boolean {
  return deadline.remaining() < shortestCall;
}

/** For programs and tests that have all the time in the world. */
export const noDeadline: Deadline = { remaining: () => Number.POSITIVE_INFINITY };
