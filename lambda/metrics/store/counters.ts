import { DynamoDBClient, type DynamoDBClientConfig, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ownCredentials } from '../../aws/credentials';
import { errorFields } from '../../aws/errors';
import type { CounterRow, WriteResult } from '../scrape';

/** The partition of all counters, so that a scrape is one Query. */
export const counterPartition = 'metrics';

/**
 * Adds a row's values to its counters: an item a row, a number attribute a value. Loaded when a request is first counted,
 * not at start-up.
 * @returns whether DynamoDB wrote, did not write, or may have written; it does not throw
 */
export async function addRow(
  { client, tableName }: CounterEndpoint,
  { key, values }: CounterRow,
): Promise<WriteResult> {
  const entries = Object.entries(values);
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: counterPartition }, sk: { S: key } },
        UpdateExpression: `ADD ${entries.map((_, i) => `#${i} :${i}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
        ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:${i}`, { N: String(value) }])),
      }),
    );
    return { kind: 'written' };
  } catch (cause) {
    return { kind: mayBeDone(cause) ? 'unknown' : 'not_written', cause };
  }
}

const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** May DynamoDB have carried the call out? Not when it answered 4xx, nor when the call did not leave the function. */
function mayBeDone(error: unknown): boolean {
  const { name, code, status, message } = errorFields(error);
  if (status >= 400 && status < 500) return false;
  if (neverSent.has(code) || name === 'CredentialsProviderError') return false;
  return !(name === 'TimeoutError' && message.includes('did not establish a connection'));
}

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
    credentials: ownCredentials(),
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
