import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CounterRow } from '../scrape';
import type { CounterEndpoint } from './client';
import { counterPartition } from './counters';

/**
 * Every row of counters. Read consistently: an eventually consistent read may be older than the one before it, and a counter
 * that goes down is a restart to Prometheus, which would count everything once more.
 */
export async function readRows({ client, tableName }: CounterEndpoint): Promise<readonly CounterRow[]> {
  const rows: CounterRow[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: counterPartition } },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    rows.push(...(page.Items ?? []).map(rowOf));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return rows;
}

function rowOf({ sk, ...attributes }: Record<string, AttributeValue>): CounterRow {
  const numbers = Object.entries(attributes).flatMap(([name, { N }]) => (N === undefined ? [] : [[name, Number(N)]]));
  return { key: sk?.S ?? '', values: Object.fromEntries(numbers) };
}
