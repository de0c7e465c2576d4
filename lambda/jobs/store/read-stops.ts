import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import type { PendingStop } from '../rules/pending-stops';
import type { Item, Records } from './table';

/** Reads one stretch of the partition: for one instance just its promises, for several all between the first and last. */
export async function readStops(
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

function stopFrom({ instance_id, job_id, asked_at, stop_at, firm }: Item): PendingStop {
  return {
    instanceId: instance_id?.S ?? '',
    jobId: job_id?.S ?? '',
    askedAt: asked_at?.S ?? '',
    stopAt: stop_at?.S ?? '',
    firm: firm !== undefined,
  };
}

/** Makes the key of the partition with all pending stops of a region. */
export function partitionOf(region: string): string {
  return `stops#${region}`;
}
