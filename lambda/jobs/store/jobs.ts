import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import type { Job, JobEntry, JobHead } from '../model';
import type { ChunkWrite, JobChanges, JobStore } from '../ports';
import { readItems, writeItems } from './batches';
import {
  chunkKey,
  chunkSortKey,
  entriesAttribute,
  entriesFrom,
  entriesValue,
  expiry,
  headFrom,
  jobAttributes,
  jobItem,
  openStatuses,
} from './items';
import { listJobs } from './list';
import { conditionHolds, type Item, type Records } from './table';

/** Keeps the records of jobs in the one table. Every read but that of a list's order is consistent. */
export function jobStore(records: Records, now: () => number = Date.now): JobStore {
  const read = async (jobId: string): Promise<JobHead | undefined> => {
    const item = await readItem(records, chunkKey(jobId, 0));
    return item === undefined ? undefined : headFrom(item);
  };
  return {
    read,
    create: async (job) => ((await put(records, job, now())) ? undefined : (await read(job.jobId))?.job),
    readChunk: async (jobId, chunk) => entriesFrom(await readItem(records, chunkKey(jobId, chunk))),
    readChunks: (jobId, first, end) => (first >= end ? Promise.resolve([]) : readChunks(records, jobId, first, end)),
    saveChunks: (jobId, chunks) => saveChunks(records, jobId, chunks, now()),
    update: (jobId, changes) => update(records, jobId, changes, now()),
    recordAnswer: (jobId, status) => recordAnswer(records, jobId, status),
    openAmong: (jobIds) => openAmong(records, jobIds),
    list: (query) => listJobs(records, query),
  };
}

async function readItem({ call, tableName }: Records, key: Item): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true });
  return (await call((client, options) => client.send(command, options))).Item;
}

async function put({ call, tableName }: Records, job: Job, now: number): Promise<boolean> {
  const command = new PutItemCommand({
    TableName: tableName,
    Item: jobItem(job, now),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  return conditionHolds(() => call((client, options) => client.send(command, options)));
}

async function update({ call, tableName }: Records, jobId: string, changes: JobChanges, now: number): Promise<boolean> {
  const set = Object.entries({ ...jobAttributes(changes), updated_at: { S: new Date(now).toISOString() } });
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: chunkKey(jobId, 0),
    UpdateExpression: `SET ${set.map((_, i) => `#${i} = :${i}`).join(', ')}`,
    ConditionExpression: '#status IN (:pending, :running)',
    ExpressionAttributeNames: { '#status': 'status', ...Object.fromEntries(set.map(([name], i) => [`#${i}`, name])) },
    ExpressionAttributeValues: {
      ...Object.fromEntries(openStatuses.map((status) => [`:${status}`, { S: status }])),
      ...Object.fromEntries(set.map(([, value], i) => [`:${i}`, value])),
    },
  });
  return conditionHolds(() => call((client, options) => client.send(command, options)));
}

async function readChunks(
  { call, tableName }: Records,
  jobId: string,
  first: number,
  end: number,
): Promise<readonly (readonly JobEntry[])[]> {
  const chunks = new Map<string, readonly JobEntry[]>();
  let start: Item | undefined;
  do {
    const command = new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': { S: `job#${jobId}` },
        ':first': { S: chunkSortKey(first) },
        ':last': { S: chunkSortKey(end - 1) },
      },
      ...defined({ ExclusiveStartKey: start }),
    });
    const page = await call((client, options) => client.send(command, options));
    for (const item of page.Items ?? []) chunks.set(item.sk?.S ?? '', entriesFrom(item));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return Array.from({ length: end - first }, (_, i) => chunks.get(chunkSortKey(first + i)) ?? []);
}

async function recordAnswer({ call, tableName }: Records, jobId: string, status: number): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: chunkKey(jobId, 0),
    UpdateExpression: 'SET answered = :status',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(answered)',
    ExpressionAttributeValues: { ':status': { N: String(status) } },
  });
  await conditionHolds(() => call((client, options) => client.send(command, options)));
}

async function openAmong(records: Records, jobIds: readonly string[]): Promise<ReadonlySet<string>> {
  const items = await readItems(
    records,
    [...new Set(jobIds)].map((jobId) => chunkKey(jobId, 0)),
    { ProjectionExpression: 'job_id, #status', ExpressionAttributeNames: { '#status': 'status' } },
  );
  const open = items.filter(({ status }) => openStatuses.some((name) => name === status?.S));
  return new Set(open.flatMap(({ job_id }) => job_id?.S ?? []));
}

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
  await writeItems(records, puts);
}

async function saveFirst({ call, tableName }: Records, jobId: string, { entries }: ChunkWrite, now: number) {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: chunkKey(jobId, 0),
    UpdateExpression: 'SET #entries = :entries, updated_at = :now',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#entries': entriesAttribute },
    ExpressionAttributeValues: { ':entries': entriesValue(entries), ':now': { S: new Date(now).toISOString() } },
  });
  await call((client, options) => client.send(command, options));
}
