import { setTimeout } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { eachAtMost, inBatches } from '../../domain/batches';
import { Problem } from '../../domain/problem';
import type { Item, Records } from './table';

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
