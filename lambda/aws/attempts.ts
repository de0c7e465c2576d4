import { errorFields } from './errors';

/** Attempts at one call. */
export const maxAttempts = 3;

/** Milliseconds before the second and the third attempt, at most; a random part of them is waited (full jitter). */
const pauses = { throttling: [500, 1500], other: [50, 200] } as const;

/** What is known of a call that failed: whether the service carried it out. */
export type CallOutcome = 'not done' | 'unclear';

const throttling =
  /^(Throttl\w*|RequestLimitExceeded|RequestThrottled\w*|EC2ThrottledException|ProvisionedThroughputExceeded\w*|SlowDown|TooManyRequests\w*|BandwidthLimitExceeded|TransactionInProgress\w*|PriorRequestNotComplete)$/;
/** Node's codes of connections that never came about. */
const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Node's codes of connections that ended under way. */
const dropped: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

/**
 * Tells whether a failed attempt may have been carried out. Only a definite refusal proves that nothing happened: an error
 * below 500 with a code of the service, a throttled call, missing capacity, or a request that never left.
 * @param sent - the request was handed to a connection
 */
export function callOutcome(error: unknown, sent: boolean): CallOutcome {
  const { name, code, status, reported, message } = errorFields(error);
  if (!sent || neverConnected.has(code)) return 'not done';
  if (name === 'TimeoutError' && message.includes('did not establish a connection')) return 'not done';
  if (!reported) return 'unclear';
  return status < 500 || throttling.test(name) || name.startsWith('Insufficient') ? 'not done' : 'unclear';
}

/**
 * Calculates the milliseconds before another attempt at a call, or undefined where none helps. Missing capacity, which
 * EC2 reports as HTTP 500, takes minutes: quick attempts would only use up the account's rate limit. After a time-out
 * there is no time.
 * @param attempts - made so far
 * @param random - 0 to 1, for tests
 * @see docs/decisions/0023
 */
export function pauseBefore(error: unknown, attempts: number, random: () => number = Math.random): number | undefined {
  if (attempts >= maxAttempts) return undefined;
  const kind = kindOf(error);
  return kind === undefined ? undefined : Math.round((pauses[kind][attempts - 1] ?? 0) * random());
}

/** Checks whether the connection ended during the call. */
export function wasDropped(error: unknown): boolean {
  return dropped.has(errorFields(error).code);
}

function kindOf(error: unknown): keyof typeof pauses | undefined {
  const { name, code, status, clockCorrected } = errorFields(error);
  if (throttling.test(name) || status === 429) return 'throttling';
  if (name.startsWith('Insufficient')) return undefined;
  const passes = clockCorrected || status >= 500 || neverConnected.has(code) || dropped.has(code);
  return passes ? 'other' : undefined;
}
