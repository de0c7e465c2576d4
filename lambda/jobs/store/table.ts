import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { JobTable } from '../../../contract/jobs';
import { serviceClientConfig } from '../../aws/service';

export interface RecordsOptions {
  readonly tableName: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
}

/** The one table, and the client to reach it. */
export interface Records {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** An item as DynamoDB knows it. */
export type Item = Record<string, AttributeValue>;

/** Milliseconds. DynamoDB answers within some ten; three attempts must fit into a request. */
const requestTimeout = 3_000;

export function records({ tableName, ...options }: RecordsOptions): Records {
  return { client: new DynamoDBClient(serviceClientConfig({ ...options, requestTimeout })), tableName };
}

/** The key of an item. */
export function keyOf(pk: string, sk: string): Item {
  return { [JobTable.partitionKey]: { S: pk }, [JobTable.sortKey]: { S: sk } };
}

/** Did a conditional write find that its condition does not hold? */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

/** Runs a task for each item, so many at a time; results in the items' order. */
export async function eachAtMost<T, R>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(task))));
  }
  return results;
}
