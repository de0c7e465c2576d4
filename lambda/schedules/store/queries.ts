import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import { ScheduleTable } from '../../../contract/schedules';
import type { Item, Records } from '../../jobs/store/table';

/** Reads every schedule's item in the order of their names, consistently. */
export async function queryAll({ call, tableName }: Records): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const command = new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: ScheduleTable.partition } },
      ...defined({ ExclusiveStartKey: start }),
    });
    const page = await call((client, options) => client.send(command, options));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/**
 * Lists the names of due schedules by the time that they wait for. One query: its entries are small, and all schedules
 * of a deployment fit into a page.
 */
export async function dueNames({ call, tableName }: Records, by: string): Promise<readonly string[]> {
  const { name, partitionKey, sortKey, everyone } = ScheduleTable.byTime;
  const command = new QueryCommand({
    TableName: tableName,
    IndexName: name,
    KeyConditionExpression: '#list = :list AND #at < :by',
    ExpressionAttributeNames: { '#list': partitionKey, '#at': sortKey },
    // "~" comes after the "#" that ends the time.
    ExpressionAttributeValues: { ':list': { S: everyone }, ':by': { S: `${by}~` } },
  });
  const { Items = [] } = await call((client, options) => client.send(command, options));
  return Items.flatMap(({ sk }) => (sk?.S === undefined ? [] : [sk.S]));
}
