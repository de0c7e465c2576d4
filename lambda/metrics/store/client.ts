import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { errorFields } from '../../aws/errors';

export interface CounterTableOptions {
  readonly tableName: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** @default - a pool of its own */
  readonly pool?: NodeHttpHandler;
}

/** Where the counters are. */
export interface CounterEndpoint {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** Milliseconds. A request does not wait for as long as this; the write goes on beside the next one. */
const timeouts = { connection: 1_000, request: 1_000 } as const;

/** Kept-alive connections to the table. */
export function counterPool(): NodeHttpHandler {
  return new NodeHttpHandler({
    connectionTimeout: timeouts.connection,
    requestTimeout: timeouts.request,
    // Without it the handler only warns.
    throwOnRequestTimeout: true,
  });
}

/** A client of its own: counters must not be retried as other calls are. */
export function counterEndpoint({ tableName, region, endpoint, pool }: CounterTableOptions): CounterEndpoint {
  const client = new DynamoDBClient({
    region,
    credentials: fromEnv(),
    maxAttempts: 2,
    retryStrategy: onceAfterReset,
    requestHandler: pool ?? counterPool(),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return { client, tableName };
}

type RetryStrategy = Extract<
  NonNullable<DynamoDBClientConfig['retryStrategy']>,
  { readonly acquireInitialRetryToken: unknown }
>;

/**
 * Adding is not idempotent, so an attempt that may have been carried out is not repeated. A reset connection is the exception:
 * it is how a kept-alive connection is found closed after the function was frozen, before DynamoDB has read anything.
 */
const onceAfterReset: RetryStrategy = {
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async (used, { error }) => {
    const { code } = errorFields(error);
    if (used.getRetryCount() > 0 || (code !== 'ECONNRESET' && code !== 'EPIPE')) throw new Error('no retry');
    return { getRetryCount: () => 1, getRetryDelay: () => 0 };
  },
  recordSuccess: () => {},
};
