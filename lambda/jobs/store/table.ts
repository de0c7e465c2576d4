import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { JobTable } from '../../../contract/jobs';
import type { RequestHandler } from '../../aws/kept-client';
import { type Service, service } from '../../aws/service';
import type { Deadline } from '../../domain/deadline';

export interface RecordsOptions {
  readonly tableName: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** @default - connections of its own */
  readonly connections?: RequestHandler;
}

/** The one table, and the way to reach it. */
export interface Records {
  readonly tableName: string;
  /** Makes one call of DynamoDB. */
  readonly call: Service<DynamoDBClient>['call'];
  /** Limits the calls to the table by a deadline. */
  within(deadline: Deadline): Records;
}

/** An item as DynamoDB knows it. */
export type Item = Record<string, AttributeValue>;

/** Milliseconds for one attempt. DynamoDB answers within some ten. */
const requestTimeout = 3_000;

export function records({ tableName, ...options }: RecordsOptions): Records {
  const table = ({ call, within }: Service<DynamoDBClient>): Records => ({
    tableName,
    call,
    within: (deadline) => table(within(deadline)),
  });
  return table(service({ name: 'DynamoDB', make: (config) => new DynamoDBClient(config), requestTimeout, ...options }));
}

/** Makes the key of an item. */
export function keyOf(pk: string, sk: string): Item {
  return { [JobTable.partitionKey]: { S: pk }, [JobTable.sortKey]: { S: sk } };
}

/**
 * Makes a conditional write.
 * @returns whether its condition held, so that it was made
 * @throws what the write fails with otherwise
 */
export async function conditionHolds(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
