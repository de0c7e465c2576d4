import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';

/** Attempts at one call that EC2 throttles, fails with an internal error, or drops the connection of. */
export const maxAttempts = 3;

/** Milliseconds before the second and third attempt, at most; what is waited is a random part of it (full jitter). */
const delays = { throttling: [500, 1500], other: [50, 200] } as const;

/**
 * Errors that another attempt within seconds does not cure. EC2 reports missing capacity as HTTP 500, which the SDK's own
 * strategy takes for a passing fault: three attempts in 150 ms that use up the account's rate limit.
 */
const hopeless = /Capacity$|^InsufficientAddressCapacity$|^InsufficientFreeAddressesInSubnet$/;

/**
 * The SDK's retry strategy for EC2 within one request of 29 s: quick attempts against throttling and dropped connections,
 * none against missing capacity (a job retries that minutes apart) or time-outs (time is up by then).
 * @param random - 0 to 1, for tests
 */
export function ec2RetryStrategy(random: () => number = Math.random): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: async () => token(0, 0),
    refreshRetryTokenForRetry: async (used, info) => {
      const attempt = used.getRetryCount() + 1;
      if (attempt >= maxAttempts || !worthRetrying(info)) throw new Error('no retry');
      const steps = info.errorType === 'THROTTLING' ? delays.throttling : delays.other;
      return token(attempt, Math.round((steps[attempt - 1] ?? 0) * random()));
    },
    recordSuccess: () => {},
  };
}

function worthRetrying({ errorType, error }: RetryErrorInfo): boolean {
  if (errorType === 'CLIENT_ERROR' || !(error instanceof Error)) return false;
  if (hopeless.test(error.name)) return false;
  // ETIMEDOUT is a request that ran into its time limit; a refused or reset connection has other codes.
  return !('code' in error && error.code === 'ETIMEDOUT');
}

function token(count: number, delay: number): RetryToken & { getRetryCount(): number; getRetryDelay(): number } {
  return { getRetryCount: () => count, getRetryDelay: () => delay };
}
