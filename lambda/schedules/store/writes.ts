import { randomUUID } from 'node:crypto';
import { type Put, TransactWriteItemsCommand, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { mostSchedules, ScheduleTable } from '../../../contract/schedules';
import { keyOf, type Records } from '../../jobs/store/table';
import type { Schedule } from '../model';

/** What a transaction says of an item whose condition does not hold. */
export const conditionFailed = 'ConditionalCheckFailed';

/**
 * Writes all or nothing.
 * @returns a code for each item when nothing was written, because a condition did not hold or another transaction was under
 * way; empty when all was
 */
export async function transact(
  { call }: Records,
  TransactItems: NonNullable<TransactWriteItemsCommandInput['TransactItems']>,
): Promise<readonly string[]> {
  // Its own token makes an attempt that is repeated the same transaction.
  const command = new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: randomUUID() });
  try {
    await call((client, options) => client.send(command, options));
    return [];
  } catch (error) {
    const reasons = cancellation(error);
    if (reasons === undefined) throw error;
    return reasons;
  }
}

function cancellation(error: unknown): readonly string[] | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return undefined;
  const reasons =
    'CancellationReasons' in error && Array.isArray(error.CancellationReasons) && error.CancellationReasons;
  return reasons ? reasons.map(({ Code }) => String(Code)) : ['unknown'];
}

/** The condition that nobody has written a schedule since it was read. */
export function unchangedSince({ revision, version }: Schedule) {
  return {
    ConditionExpression: '#revision = :revision AND #version = :version',
    ExpressionAttributeNames: { '#revision': 'revision', '#version': 'version' },
    ExpressionAttributeValues: { ':revision': { S: revision }, ':version': { N: String(version) } },
  } satisfies Partial<Put>;
}

/** The update that counts one schedule more, as long as there is room, or one less. */
export function counted({ tableName }: Records, by: 1 | -1) {
  const { partition, sort, attribute } = ScheduleTable.count;
  return {
    Update: {
      TableName: tableName,
      Key: keyOf(partition, sort),
      UpdateExpression: 'ADD #count :by',
      ExpressionAttributeNames: { '#count': attribute },
      ...(by === 1
        ? {
            ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
            ExpressionAttributeValues: { ':by': { N: '1' }, ':most': { N: String(mostSchedules) } },
          }
        : { ExpressionAttributeValues: { ':by': { N: '-1' } } }),
    },
  };
}
