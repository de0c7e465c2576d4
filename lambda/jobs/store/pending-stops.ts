import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { serviceCall } from '../../aws/service';
import type { PendingStop, PendingStops } from '../ports';
import { eachAtMost, type Item, isConditionFailed, keyOf, type Records, readItems } from './table';

/** Writes under way at a time. */
const concurrency = 25;
/** Seconds for which the record of a stop is kept after its time. */
const keptAfter = 7 * 86_400;

/** Which job owns the pending stop of an instance: an item an instance. A later job writes over an earlier one. */
export function pendingStops(records: Records, now: () => number = Date.now): PendingStops {
  return {
    claim: async (region, instanceIds, stop) => {
      const time = new Date(now()).toISOString();
      const before = await eachAtMost(instanceIds, concurrency, (id) =>
        claim(records, stopKey(region, id), stop, time),
      );
      return [...new Set(before.flatMap((jobId) => (jobId === undefined || jobId === stop.jobId ? [] : [jobId])))];
    },
    owners: async (region, instanceIds) => {
      const byPartition = new Map(instanceIds.map((id) => [stopKey(region, id).pk?.S, id]));
      const items = await readItems(
        records,
        instanceIds.map((id) => stopKey(region, id)),
      );
      return new Map(
        items.flatMap(({ pk, job_id }) => {
          const id = byPartition.get(pk?.S);
          return id === undefined || job_id?.S === undefined ? [] : [[id, job_id.S]];
        }),
      );
    },
  };
}

/** @returns the owner before, when there was one and it has been replaced */
async function claim(
  { client, tableName }: Records,
  key: Item,
  { jobId, askedAt, stopAt }: PendingStop,
  now: string,
): Promise<string | undefined> {
  const command = new PutItemCommand({
    TableName: tableName,
    Item: {
      ...key,
      job_id: { S: jobId },
      asked_at: { S: askedAt },
      stop_at: { S: stopAt },
      expires_at: { N: String(Math.ceil(Date.parse(stopAt) / 1000) + keptAfter) },
    },
    ConditionExpression: 'attribute_not_exists(pk) OR asked_at <= :asked_at OR stop_at < :now',
    ExpressionAttributeValues: { ':asked_at': { S: askedAt }, ':now': { S: now } },
    ReturnValues: 'ALL_OLD',
  });
  try {
    const { Attributes } = await serviceCall('DynamoDB', () => client.send(command));
    return Attributes?.job_id?.S;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

function stopKey(region: string, instanceId: string): Item {
  return keyOf(`stop#${region}#${instanceId}`, 'stop');
}
