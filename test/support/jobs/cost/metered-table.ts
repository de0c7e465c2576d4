import {
  type BatchGetItemCommandInput,
  type BatchWriteItemCommandInput,
  DynamoDBClient,
  type GetItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Records } from '../../../../lambda/jobs/store/table';
import { MeteredItems, type TableUse } from './metered-items';

/** The one table in memory, behind the client that the adapters use. */
export interface MeteredTable extends Records {
  readonly use: Readonly<TableUse>;
}

export function meteredTable(): MeteredTable {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  const items = new MeteredItems();
  // The first of the client's steps is its last: nothing is sent.
  client.middlewareStack.add(
    (_, { commandName = '' }) =>
      async ({ input }) => {
        // Lets others have their turn, as every call over a network does.
        await new Promise(setImmediate);
        items.use.calls += 1;
        return { output: { $metadata: {}, ...answer(items, commandName, input) }, response: {} };
      },
    { step: 'initialize', priority: 'high' },
  );
  const table: MeteredTable = {
    tableName: 'records',
    call: (send) => send(client, { abortSignal: new AbortController().signal }),
    within: () => table,
    use: items.use,
  };
  return table;
}

function answer(items: MeteredItems, command: string, input: object): object {
  switch (command) {
    case 'GetItemCommand':
      return present('Item', items.get((input as GetItemCommandInput).Key));
    case 'PutItemCommand':
      return present('Attributes', items.put(input as PutItemCommandInput));
    case 'UpdateItemCommand':
      items.update(input as UpdateItemCommandInput);
      return {};
    case 'QueryCommand':
      return items.query(input as QueryCommandInput);
    case 'BatchGetItemCommand':
      return { Responses: batchGet(items, input as BatchGetItemCommandInput) };
    case 'BatchWriteItemCommand':
      for (const { PutRequest, DeleteRequest } of requests(input as BatchWriteItemCommandInput)) {
        if (DeleteRequest === undefined) items.put({ ...PutRequest });
        else items.delete(DeleteRequest.Key);
      }
      return {};
    default:
      throw new Error(`${command} is not understood`);
  }
}

function batchGet(items: MeteredItems, { RequestItems = {} }: BatchGetItemCommandInput) {
  return Object.fromEntries(
    Object.entries(RequestItems).map(([name, { Keys = [] }]) => {
      const found = Keys.map((key) => items.get(key)).filter((item) => item !== undefined);
      return [name, found] as const;
    }),
  );
}

function requests({ RequestItems = {} }: BatchWriteItemCommandInput) {
  return Object.values(RequestItems).flat();
}

function present(name: string, value: object | undefined): object {
  return value === undefined ? {} : { [name]: value };
}
