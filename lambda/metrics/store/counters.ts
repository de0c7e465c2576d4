import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { errorFields } from '../../aws/errors';
import type { CounterRow, CounterTable, WriteResult } from '../scrape';
import type { CounterEndpoint } from './client';

/** The partition of all counters, so that a scrape is one Query. */
export const counterPartition = 'metrics';

/**
 * Counters in the product's DynamoDB table: an item a row, a number attribute a value. Loaded when a request is first
 * counted, not at start-up.
 */
export function counterTable(endpoint: CounterEndpoint): CounterTable {
  return {
    add: (row) => add(endpoint, row),
    read: async () => (await import('./reads')).readRows(endpoint),
  };
}

async function add({ client, tableName }: CounterEndpoint, { key, values }: CounterRow): Promise<WriteResult> {
  const entries = Object.entries(values);
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: counterPartition }, sk: { S: key } },
        UpdateExpression: `ADD ${entries.map((_, i) => `#${i} :${i}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
        ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:${i}`, { N: String(value) }])),
      }),
    );
    return { kind: 'written' };
  } catch (cause) {
    return { kind: mayBeDone(cause) ? 'unknown' : 'not_written', cause };
  }
}

const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** May DynamoDB have carried the call out? Not when it answered 4xx, nor when the call did not leave the function. */
function mayBeDone(error: unknown): boolean {
  const { name, code, status, message } = errorFields(error);
  if (status >= 400 && status < 500) return false;
  if (neverSent.has(code) || name === 'CredentialsProviderError') return false;
  return !(name === 'TimeoutError' && message.includes('did not establish a connection'));
}
