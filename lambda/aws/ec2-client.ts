import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { CallerCredentials } from '../instances/ec2';
import { ownCredentials } from './credentials';
import { errorFields } from './errors';

export interface ClientOptions {
  readonly region: string;
  /** @default - the function's own credentials, from its environment */
  readonly credentials?: CallerCredentials;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_EC2`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
}

/** Milliseconds until a call is given up. */
export interface Timeouts {
  /** For the connection to stand. */
  readonly connection: number;
  /** For the answer to begin, and at most between its parts. */
  readonly request: number;
}

/**
 * A request makes two EC2 calls one after the other, and the function ends after 29 s: two calls that each
 * run into their limit must still leave time to say so.
 */
export const usualTimeouts: Timeouts = { connection: 2_000, request: 11_000 };

/** A pool of kept-alive connections, shared by clients: a connection belongs to a host, never to credentials. */
export function connectionPool(timeouts: Timeouts = usualTimeouts) {
  return new NodeHttpHandler({
    connectionTimeout: timeouts.connection,
    requestTimeout: timeouts.request,
    // Without it the handler only warns.
    throwOnRequestTimeout: true,
    socketTimeout: timeouts.request,
  });
}

/**
 * Makes an EC2 client. It holds no connection of its own, so one made for a caller's credentials needs no clean-up: it
 * is garbage when its request is over.
 */
export function ec2Client(options: ClientOptions, pool: NodeHttpHandler): EC2Client {
  const { region, credentials, endpoint } = options;
  return new EC2Client({
    region,
    credentials: credentials ?? ownCredentials(),
    requestHandler: pool,
    maxAttempts,
    retryStrategy: ec2RetryStrategy(),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

type RetryStrategy = Extract<
  NonNullable<EC2ClientConfig['retryStrategy']>,
  { readonly acquireInitialRetryToken: unknown }
>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;
type RetryErrorInfo = Parameters<RetryStrategy['refreshRetryTokenForRetry']>[1];

/** Attempts at one call that EC2 throttles, fails with an internal error, or drops the connection of. */
export const maxAttempts = 3;

/** Milliseconds before the second and the third attempt, at most; a random part of them is waited (full jitter). */
const delays = { throttling: [500, 1500], other: [50, 200] } as const;

/**
 * The SDK's retry strategy for EC2 within one request of 29 s: quick attempts against throttling and dropped connections.
 * None against missing capacity, which EC2 reports as HTTP 500, so that the SDK's own strategy takes it for a passing
 * fault: three attempts within 150 ms that only use up the account's rate limit (a job retries minutes apart). And none
 * after a time-out: there is no time left for another one.
 * @param random - 0 to 1, for tests
 */
export function ec2RetryStrategy(random: () => number = Math.random): RetryStrategy {
  return {
    acquireInitialRetryToken: async () => token(0, 0),
    refreshRetryTokenForRetry: async (used, info) => {
      const count = used.getRetryCount();
      if (count + 1 >= maxAttempts || !worthRetrying(info)) throw new Error('no retry');
      const steps = info.errorType === 'THROTTLING' ? delays.throttling : delays.other;
      return token(count + 1, Math.round((steps[count] ?? 0) * random()));
    },
    recordSuccess: () => {},
  };
}

function worthRetrying({ errorType, error }: RetryErrorInfo): boolean {
  const { name, code } = errorFields(error);
  if (errorType === 'CLIENT_ERROR' || name.startsWith('Insufficient')) return false;
  // Refused and reset connections are called TimeoutError too, but have a code of their own.
  return name !== 'TimeoutError' || (code !== '' && code !== 'ETIMEDOUT');
}

function token(count: number, delay: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => delay };
}
