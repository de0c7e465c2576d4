import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Put, TransactWriteItemsCommand, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { firingCounter, mostSchedules, ScheduleTable } from '../../../contract/schedules';
import { keyOf, type Records } from '../../jobs/store/table';
import type { Schedule } from '../model';
import type { FiringWrite } from '../ports';

/** What a transaction says of an item whose condition does not hold. */
export const conditionFailed = 'ConditionalCheckFailed';

const conflict = 'TransactionConflict';
/** Milliseconds before a transaction that met another one is tried again, at most; a random part of them is waited. */
const pauses = [50, 100, 200, undefined] as const;

type TransactItems = NonNullable<TransactWriteItemsCommandInput['TransactItems']>;

/**
 * Writes all or nothing; again when nothing but another transaction on one of the items was in the way.
 * @returns a code for each item when nothing was written, because a condition did not hold or others were always under way;
 * empty when all was
 */
export async function transact(records: Records, items: TransactItems): Promise<readonly string[]> {
  for (const pause of pauses) {
    const reasons = await attempt(records, items);
    const isInTheWay = reasons.includes(conflict) && !reasons.includes(conditionFailed);
    if (!isInTheWay || pause === undefined) return reasons;
    await setTimeout(Math.random() * pause);
  }
  return [conflict];
}

async function attempt({ call }: Records, TransactItems: TransactItems): Promise<readonly string[]> {
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

/** Makes the condition that nobody has written a schedule since it was read. */
export function unchangedSince({ revision, version }: Schedule) {
  return {
    ConditionExpression: '#revision = :revision AND #version = :version',
    ExpressionAttributeNames: { '#revision': 'revision', '#version': 'version' },
    ExpressionAttributeValues: { ':revision': { S: revision }, ':version': { N: String(version) } },
  } satisfies Partial<Put>;
}

/** Makes the update that counts one schedule more, as long as there is room, or one less. */
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

/** Makes the update that counts a firing, in one of the rows of its result: the schedules are spread over them. */
export function countedFiring({ tableName }: Records, { revision }: Schedule, { result, count }: FiringWrite) {
  const { partition, kind, attribute, shards } = firingCounter;
  const shard = Number.parseInt(revision.slice(0, 4), 16) % shards;
  return {
    Update: {
      TableName: tableName,
      Key: keyOf(partition, `${kind}#${result}#${shard}`),
      UpdateExpression: 'ADD #count :by',
      ExpressionAttributeNames: { '#count': attribute },
      ExpressionAttributeValues: { ':by': { N: String(count) } },
    },
  };
}
