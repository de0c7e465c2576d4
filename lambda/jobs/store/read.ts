import { setTimeout } from 'node:timers/promises';
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { serviceCall } from '../../aws/service-problems';
import { Problem } from '../../domain/problem';
import type { Item, Records } from './table';

/** Keys that DynamoDB takes in one batch. */
const batchSize = 100;
/** Rounds without a single item after which a batch is given up, and milliseconds before each. */
const pauses = [50, 100, 200, 400, 800] as const;

/** Reads items by their keys, consistently; those that do not exist are absent, and the order is any. */
export async function readItems({ client, tableName }: Records, keys: readonly Item[]): Promise<readonly Item[]> {
  const items: Item[] = [];
  let left: readonly Item[] = keys;
  let idle = 0;
  while (left.length > 0) {
    const now = left.slice(0, batchSize);
    const command = new BatchGetItemCommand({
      RequestItems: { [tableName]: { Keys: [...now], ConsistentRead: true } },
    });
    const answer = await serviceCall('DynamoDB', () => client.send(command));
    // Beyond 16 MB DynamoDB leaves the rest for another call.
    const undone = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    items.push(...(answer.Responses?.[tableName] ?? []));
    left = [...undone, ...left.slice(batchSize)];
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
