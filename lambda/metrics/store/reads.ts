import { type AttributeValue, QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import { JobTable } from '../../../contract/jobs';
import { ScheduleState, ScheduleTable } from '../../../contract/schedules';
import { type JobStatus, jobStatuses } from '../../../contract/states';
import type { Deadline } from '../../domain/deadline';
import type { CounterRow } from '../scrape';
import { type CounterEndpoint, counterPartition } from './counters';

/**
 * Reads every row of counters, consistently: an eventually consistent read may be older than the one before it, and
 * Prometheus takes a counter that goes down for a restart, and would count everything once more.
 */
export async function readRows(
  { read, tableName }: CounterEndpoint,
  deadline?: Deadline,
): Promise<readonly CounterRow[]> {
  const rows: CounterRow[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const command = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: counterPartition } },
      ConsistentRead: true,
      ...defined({ ExclusiveStartKey: start }),
    });
    const page: QueryCommandOutput = await read((client, options) => client.send(command, options), deadline);
    rows.push(...(page.Items ?? []).map(rowOf));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return rows;
}

function rowOf({ sk, ...attributes }: Record<string, AttributeValue>): CounterRow {
  const numbers = Object.entries(attributes).flatMap(([name, { N }]) => (N === undefined ? [] : [[name, Number(N)]]));
  return { key: sk?.S ?? '', values: Object.fromEntries(numbers) };
}

/** Pages of 1 MB, of some 8,000 jobs each, that a count reads at most. */
const mostPages = 10;

/**
 * Counts the jobs on record by status, from the index that lists them: some 120 bytes a job, so 1,000 jobs are 15 read
 * units.
 * @throws Error beyond 10 MB of index entries
 */
export async function countJobs(
  { read, tableName }: CounterEndpoint,
  deadline?: Deadline,
): Promise<Readonly<Record<JobStatus, number>>> {
  const counts: Record<JobStatus, number> = { pending: 0, running: 0, succeeded: 0, failed: 0, cancelled: 0 };
  const { name, partitionKey, everyone } = JobTable.byTime;
  let start: Record<string, AttributeValue> | undefined;
  for (let pages = 1; ; pages += 1) {
    const command = new QueryCommand({
      TableName: tableName,
      IndexName: name,
      KeyConditionExpression: '#list = :list',
      ProjectionExpression: '#status',
      ExpressionAttributeNames: { '#list': partitionKey, '#status': JobTable.projected[0] },
      ExpressionAttributeValues: { ':list': { S: everyone } },
      ...defined({ ExclusiveStartKey: start }),
    });
    const page: QueryCommandOutput = await read((client, options) => client.send(command, options), deadline);
    const { Items = [], LastEvaluatedKey } = page;
    for (const item of Items) {
      const status = jobStatuses.find((known) => known === item[JobTable.projected[0]]?.S);
      if (status !== undefined) counts[status] += 1;
    }
    start = LastEvaluatedKey;
    if (start === undefined) return counts;
    if (pages === mostPages) throw new Error('there are more jobs than a scrape can count');
  }
}

/** Counts schedules by state: at most a hundred, in one partition of their own. */
export async function countSchedules(
  { read, tableName }: CounterEndpoint,
  deadline?: Deadline,
): Promise<Readonly<Record<ScheduleState, number>>> {
  const counts: Record<ScheduleState, number> = { enabled: 0, disabled: 0, ended: 0 };
  let start: Record<string, AttributeValue> | undefined;
  do {
    const command = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ProjectionExpression: '#state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':pk': { S: ScheduleTable.partition } },
      ...defined({ ExclusiveStartKey: start }),
    });
    const page = await read((client, options) => client.send(command, options), deadline);
    for (const { state } of page.Items ?? []) {
      const known = Object.values(ScheduleState).find((candidate) => candidate === state?.S);
      if (known !== undefined) counts[known] += 1;
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return counts;
}
