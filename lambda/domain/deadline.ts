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

/** The fewest milliseconds in which a call is begun: with less it could only end in doubt. */
export const shortestCall = 500;

/**
 * Makes a deadline a number of milliseconds from now.
 * @param now - milliseconds on any clock that does not go back
 */
export function deadlineIn(milliseconds: number, now: () => number): Deadline {
  const end = now() + milliseconds;
  return { remaining: () => Math.max(0, end - now()) };
}

/** Makes a deadline a number of milliseconds before another one. */
export function before(deadline: Deadline, milliseconds: number): Deadline {
  return { remaining: () => Math.max(0, deadline.remaining() - milliseconds) };
}

/**
 * Makes the two deadlines of a job's step: its own, by which everything is saved, and an earlier one for its calls to
 * EC2, so that there is time to save what EC2 answers.
 * @param remaining - milliseconds that the function has left
 */
export function stepDeadlines(
  remaining: number,
  now: () => number,
): { readonly step: Deadline; readonly calls: Deadline } {
  const step = deadlineIn(remaining - reserve.answer, now);
  return { step, calls: before(step, reserve.save) };
}

/** Picks the earlier of two deadlines. */
export function sooner(one: Deadline, other: Deadline): Deadline {
  return { remaining: () => Math.min(one.remaining(), other.remaining()) };
}

/** Checks whether it is too late to begin a call. */
export function isNear(deadline: Deadline): boolean {
  return deadline.remaining() < shortestCall;
}

/** Never passes: for programs and tests that have no deadline. */
export const noDeadline: Deadline = { remaining: () => Number.POSITIVE_INFINITY };
