import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import type { PendingStops } from '../ports';
import type { PendingStop } from '../rules/pending-stops';
import { type Item, keyOf, type Records, writeItems } from './table';

/** Seconds for which a promise is kept after its time: for as long as its job may yield to others. */
const keptAfter = 32 * 86_400;

/** Stores the promises to stop instances: an item a job and instance, all of a region in one partition. */
export function pendingStops(records: Records): PendingStops {
  return {
    write: (region, stops) =>
      writeItems(
        records,
        stops.map((stop) => ({ PutRequest: { Item: itemOf(region, stop) } })),
      ),
    remove: (region, stops) =>
      writeItems(
        records,
        stops.map((stop) => ({ DeleteRequest: { Key: stopKey(region, stop) } })),
      ),
    read: (region, instanceIds) => read(records, region, instanceIds),
  };
}

/** Reads one stretch of the partition: for one instance just its promises, for several all between the first and last. */
async function read(
  { call, tableName }: Records,
  region: string,
  instanceIds?: readonly string[],
): Promise<readonly PendingStop[]> {
  const ids = instanceIds && [...instanceIds].sort();
  if (ids?.length === 0) return [];
  const wanted = ids && new Set(ids);
  const between = ids && { ':first': { S: `${ids[0]}#` }, ':last': { S: `${ids.at(-1)}#~` } };
  const stops: PendingStop[] = [];
  let start: Item | undefined;
  do {
    const command = new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: `pk = :pk${between === undefined ? '' : ' AND sk BETWEEN :first AND :last'}`,
      ExpressionAttributeValues: { ':pk': { S: partitionOf(region) }, ...between },
      ...defined({ ExclusiveStartKey: start }),
    });
    const page = await call((client, options) => client.send(command, options));
    stops.push(...(page.Items ?? []).map(stopFrom).filter(({ instanceId }) => wanted?.has(instanceId) ?? true));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return stops;
}

function itemOf(region: string, stop: PendingStop): Item {
  const { instanceId, jobId, askedAt, stopAt, firm } = stop;
  return {
    ...stopKey(region, stop),
    instance_id: { S: instanceId },
    job_id: { S: jobId },
    asked_at: { S: askedAt },
    stop_at: { S: stopAt },
    ...(firm ? { firm: { N: '1' } } : {}),
    expires_at: { N: String(Math.ceil(Date.parse(stopAt) / 1000) + keptAfter) },
  };
}

function stopFrom({ instance_id, job_id, asked_at, stop_at, firm }: Item): PendingStop {
  return {
    instanceId: instance_id?.S ?? '',
    jobId: job_id?.S ?? '',
    askedAt: asked_at?.S ?? '',
    stopAt: stop_at?.S ?? '',
    firm: firm !== undefined,
  };
}

function partitionOf(region: string): string {
  return `stops#${region}`;
}

function stopKey(region: string, { instanceId, jobId }: Pick<PendingStop, 'instanceId' | 'jobId'>): Item {
  return keyOf(partitionOf(region), `${instanceId}#${jobId}`);
}
