import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../contract/defined';
import { JobTable } from '../../../contract/jobs';
import type { JobHead } from '../model';
import type { JobPage, JobQuery } from '../ports';
import { readItems } from './batches';
import { headFrom } from './items';
import type { Item, Records } from './table';

/** Entries of the index that one Query reads when a status is asked for: some 150 bytes each, so well within 1 MB. */
const filteredPage = 5_000;
/** Queries that one page makes at most; a page may then be short, and says where to go on. */
const mostQueries = 10;

/**
 * Lists one page of jobs, newest first: their order comes from an index, their records from the table, as they are now.
 */
export async function listJobs(records: Records, query: JobQuery): Promise<JobPage> {
  const { statuses, pageSize } = query;
  const found: Item[] = [];
  let { after } = query;
  let more = true;
  for (let count = 0; more && found.length <= pageSize && count < mostQueries; count += 1) {
    // One more than fits tells whether there is another page.
    const limit = statuses === undefined ? pageSize + 1 - found.length : filteredPage;
    const page = await queryIndex(records, { ...query, ...defined({ after }) }, limit);
    found.push(...(page.Items ?? []));
    more = page.LastEvaluatedKey !== undefined;
    after = sortKeyOf(page.LastEvaluatedKey) ?? after;
  }
  const shown = found.slice(0, pageSize);
  if (found.length > pageSize) after = sortKeyOf(shown.at(-1));
  const jobs = await readHeads(records, shown);
  return { jobs, ...((more || found.length > pageSize) && after !== undefined ? { after } : {}) };
}

function queryIndex({ call, tableName }: Records, query: JobQuery, limit: number): Promise<QueryCommandOutput> {
  const { caller, statuses, after } = query;
  const wanted = [...new Set(statuses)].map((status, at) => [`:status${at}`, status] as const);
  const index = caller === undefined ? JobTable.byTime : JobTable.byCaller;
  const command = new QueryCommand({
    TableName: tableName,
    IndexName: index.name,
    ScanIndexForward: false,
    Limit: limit,
    KeyConditionExpression: `#list = :list${after === undefined ? '' : ' AND #at < :after'}`,
    ...(wanted.length === 0 ? {} : { FilterExpression: wanted.map(([name]) => `#status = ${name}`).join(' OR ') }),
    ExpressionAttributeNames: {
      '#list': index.partitionKey,
      ...(after === undefined ? {} : { '#at': index.sortKey }),
      ...(wanted.length === 0 ? {} : { '#status': 'status' }),
    },
    ExpressionAttributeValues: {
      ':list': { S: caller ?? JobTable.byTime.everyone },
      ...(after === undefined ? {} : { ':after': { S: after } }),
      ...Object.fromEntries(wanted.map(([name, S]) => [name, { S }])),
    },
  });
  return call((client, options) => client.send(command, options));
}

function sortKeyOf(item: Item | undefined): string | undefined {
  return item?.[JobTable.byTime.sortKey]?.S;
}

async function readHeads(records: Records, entries: readonly Item[]): Promise<readonly JobHead[]> {
  const keys = entries.flatMap(({ pk, sk }) => (pk?.S !== undefined && sk?.S !== undefined ? [{ pk, sk }] : []));
  const items = await readItems(records, keys);
  const byKey = new Map(items.map((item) => [item.pk?.S, item]));
  return keys.flatMap(({ pk }) => {
    const item = byKey.get(pk.S);
    return item === undefined ? [] : [headFrom(item)];
  });
}
