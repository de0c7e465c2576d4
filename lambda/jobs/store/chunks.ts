import { setTimeout } from 'node:timers/promises';
import { BatchWriteItemCommand, UpdateItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { serviceCall } from '../../aws/service-problems';
import { Problem } from '../../domain/problem';
import type { ChunkWrite } from '../ports';
import { chunkKey, entriesAttribute, entriesValue, expiry } from './items';
import type { Records } from './table';

/** Items that DynamoDB takes in one batch. */
const batchSize = 25;

/** Writes chunks: the first into the job's own item, the others as items of their own. */
export async function saveChunks(
  records: Records,
  jobId: string,
  chunks: readonly ChunkWrite[],
  now: number,
): Promise<void> {
  const first = chunks.find(({ chunk }) => chunk === 0);
  const others = chunks.filter(({ chunk }) => chunk !== 0);
  if (first !== undefined) await saveFirst(records, jobId, first, now);
  const puts = others.map(({ chunk, entries }) => ({
    PutRequest: {
      Item: { ...chunkKey(jobId, chunk), [entriesAttribute]: entriesValue(entries), expires_at: expiry(now) },
    },
  }));
  for (let at = 0; at < puts.length; at += batchSize) await writeBatch(records, puts.slice(at, at + batchSize));
}

async function saveFirst({ client, tableName }: Records, jobId: string, { entries }: ChunkWrite, now: number) {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: chunkKey(jobId, 0),
    UpdateExpression: 'SET #entries = :entries, updated_at = :now',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#entries': entriesAttribute },
    ExpressionAttributeValues: { ':entries': entriesValue(entries), ':now': { S: new Date(now).toISOString() } },
  });
  await serviceCall('DynamoDB', () => client.send(command));
}

/** Milliseconds before what DynamoDB has left undone of a batch is sent again. */
const pauses = [50, 100, 200, 400, 800] as const;

async function writeBatch({ client, tableName }: Records, requests: readonly WriteRequest[]): Promise<void> {
  let left: WriteRequest[] = [...requests];
  for (const pause of [...pauses, undefined]) {
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: left } });
    const answer = await serviceCall('DynamoDB', () => client.send(command));
    left = answer.UnprocessedItems?.[tableName] ?? [];
    if (left.length === 0) return;
    if (pause !== undefined) await setTimeout(pause);
  }
  throw new Problem('aws_throttled', 'AWS throttles this API in DynamoDB.');
}
