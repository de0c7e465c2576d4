import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import { firingCounter } from '../../../contract/schedules';
import { ownCredentials } from '../../aws/credentials';
import {
  type FailedCall,
  keepClient,
  pool,
  type RequestHandler,
  type SendOptions,
  type Timeouts,
} from '../../aws/kept-client';
import { type Deadline, noDeadline } from '../../domain/deadline';
import type { CounterRow, WriteResult } from '../scrape';

/** The partition of all counters, so that a scrape is one Query. */
export const counterPartition = firingCounter.partition;

/**
 * Adds a row's values to its counters: an item a row, a number attribute a value. Loaded when a request is first counted,
 * not at start-up.
 * @returns whether DynamoDB wrote, did not write, or may have written; it does not throw
 */
export async function addRow({ call, tableName }: CounterEndpoint, { key, values }: CounterRow): Promise<WriteResult> {
  const entries = Object.entries(values);
  try {
    const command = new UpdateItemCommand({
      TableName: tableName,
      Key: { pk: { S: counterPartition }, sk: { S: key } },
      UpdateExpression: `ADD ${entries.map((_, i) => `#${i} :${i}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:${i}`, { N: String(value) }])),
    });
    await call((client, options) => client.send(command, options));
    return { kind: 'written' };
  } catch (cause) {
    return { kind: cause instanceof CounterFailure && !cause.unclear ? 'not_written' : 'unknown', cause };
  }
}

export interface CounterTableOptions {
  readonly tableName: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** @default - a pool of its own */
  readonly pool?: RequestHandler;
}

/** Describes a failed call to the table. */
export class CounterFailure extends Error {
  override readonly name = 'CounterFailure';

  constructor(
    cause: unknown,
    /** DynamoDB may have carried the call out. */
    readonly unclear: boolean,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : 'the call failed', { cause });
  }
}

type Send<T> = (client: DynamoDBClient, options: SendOptions) => Promise<T>;

/** Calls the table of counters. */
export interface CounterEndpoint {
  readonly tableName: string;
  /**
   * Makes one call that adds.
   * @throws CounterFailure
   */
  call<T>(send: Send<T>): Promise<T>;
  /**
   * Makes one call of a scrape, which reads a MB at a time and may be repeated.
   * @throws CounterFailure
   */
  read<T>(send: Send<T>, deadline?: Deadline): Promise<T>;
}

/** Milliseconds. A request does not wait for as long as this; the write goes on beside the next one. */
const timeouts = { connection: 1_000, request: 1_000 } as const;
/** Milliseconds for a page of a scrape, which nobody but Prometheus waits for. */
const readTimeouts = { connection: 1_000, request: 4_000 } as const;

/** Makes a pool of kept-alive connections to the table. */
export function counterPool() {
  return pool(timeouts);
}

/**
 * Makes a client whose retries suit counters: adding is not idempotent, so an attempt that may have been carried out is
 * not repeated. A reset connection is the exception: it is how a kept-alive connection is found closed after the
 * function was frozen, before DynamoDB has read anything.
 */
export function counterEndpoint(options: CounterTableOptions): CounterEndpoint {
  const { tableName, region, endpoint, pool: given } = options;
  const keep = (limits: Timeouts) =>
    keepClient(
      (requestHandler) =>
        new DynamoDBClient({
          region,
          credentials: ownCredentials(),
          maxAttempts: 1,
          requestHandler,
          ...defined({ endpoint }),
        }),
      given ?? pool(limits),
      limits.request,
    );
  const [adding, reading] = [keep(timeouts), keep(readTimeouts)];
  const failure = ({ error, unclear }: FailedCall) => new CounterFailure(error, unclear);
  return {
    tableName,
    call: (send) => adding.call(send, { deadline: noDeadline, repeat: 'after a reset', failure }),
    read: (send, deadline = noDeadline) => reading.call(send, { deadline, failure }),
  };
}
