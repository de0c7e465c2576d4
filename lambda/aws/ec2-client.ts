import { EC2Client } from '@aws-sdk/client-ec2';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { CallerCredentials } from '../instances/ec2';
import { ec2RetryStrategy, maxAttempts } from './ec2-retry';

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
    credentials: credentials ?? fromEnv(),
    requestHandler: pool,
    maxAttempts,
    retryStrategy: ec2RetryStrategy(),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}
