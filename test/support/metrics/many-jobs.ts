import { BatchWriteItemCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { inBatches } from '../../../lambda/domain/batches';
import { emulatorCredentials } from '../../../scripts/deployment/clients';

/** Writes so many jobs that have succeeded into the deployment's table, past the API. */
export async function writeJobs(endpoint: string, count: number): Promise<void> {
  const table = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: emulatorCredentials });
  const { TableNames = [] } = await table.send(new ListTablesCommand({}));
  const name = TableNames.find((one) => one.startsWith('ec2-control-Records'));
  if (name === undefined) throw new Error(`there is no table of records among ${TableNames}`);
  const items = Array.from({ length: count }, (_, n) => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const texts = { pk: `job#${id}`, sk: 'job', status: 'succeeded', list: 'jobs', caller: 'anonymous' };
    const attributes = Object.entries({ ...texts, listed_at: `2026-01-01T00:00:00.000Z#${id}` });
    return { PutRequest: { Item: Object.fromEntries(attributes.map(([key, S]) => [key, { S }])) } };
  });
  for (const batches of inBatches(inBatches(items, 25), 8)) {
    await Promise.all(
      batches.map((batch) => table.send(new BatchWriteItemCommand({ RequestItems: { [name]: [...batch] } }))),
    );
  }
  table.destroy();
}
