import { setTimeout } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { JobTable } from '../../../contract/jobs';
import { type Service, service } from '../../aws/service';
import { eachAtMost, inBatches } from '../../domain/batches';
import type { Deadline } from '../../domain/deadline';
import { Problem } from '../../domain/problem';

export interface RecordsOptions {
  readonly tableName: string;
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
}

/** The one table, and the way to reach it. */
export interface Records {
  readonly tableName: string;
  /** Makes one call of DynamoDB. */
  readonly call: Service<DynamoDBClient>['call'];
  /** The same table, no call of which lasts beyond the deadline. */
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

/** The key of an item. */
export function keyOf(pk: string, sk: string): Item {
  return { [JobTable.partitionKey]: { S: pk }, [JobTable.sortKey]: { S: sk } };
}

/** Did a conditional write find that its condition does not hold? */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

/** Keys that DynamoDB takes in one batch of reads, and items in one of writes. */
const batchSize = { read: 100, write: 25 } as const;
/** Batches of writes under way at a time. */
const writesAtOnce = 4;
/** Rounds without a single item after which a batch is given up, and milliseconds before each. */
const pauses = [50, 100, 200, 400, 800] as const;

/** Reads items by their keys, consistently; those that do not exist are absent, and the order is any. */
export async function readItems(
  { call, tableName }: Records,
  keys: readonly Item[],
  projection: Pick<KeysAndAttributes, 'ProjectionExpression' | 'ExpressionAttributeNames'> = {},
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let left: readonly Item[] = keys;
  let idle = 0;
  while (left.length > 0) {
    const now = left.slice(0, batchSize.read);
    const command = new BatchGetItemCommand({
      RequestItems: { [tableName]: { Keys: [...now], ConsistentRead: true, ...projection } },
    });
    const answer = await call((client, options) => client.send(command, options));
    // Beyond 16 MB DynamoDB leaves the rest for another call.
    const undone = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    items.push(...(answer.Responses?.[tableName] ?? []));
    left = [...undone, ...left.slice(batchSize.read)];
    if (undone.length < now.length) {
      idle = 0;
      continue;
    }
    const pause = pauses[idle];
    if (pause === undefined) throw new Problem('aws_throttled', 'AWS throttles this API in DynamoDB.');
    await setTimeout(pause);
    idle += 1;
  }
  return items;
}

/** Writes and deletes items, in any order and without conditions. */
export async function writeItems(records: Records, requests: readonly WriteRequest[]): Promise<void> {
  await eachAtMost(inBatches(requests, batchSize.write), writesAtOnce, (batch) => writeBatch(records, batch));
}

async function writeBatch({ call, tableName }: Records, requests: readonly WriteRequest[]): Promise<void> {
  let left: WriteRequest[] = [...requests];
  for (const pause of [...pauses, undefined]) {
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: left } });
    const answer = await call((client, options) => client.send(command, options));
    left = answer.UnprocessedItems?.[tableName] ?? [];
    if (left.length === 0) return;
    if (pause !== undefined) await setTimeout(pause);
  }
  throw new Problem('aws_throttled', 'AWS throttles this API in DynamoDB.');
}
