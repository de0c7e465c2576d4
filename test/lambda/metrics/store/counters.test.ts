import type { CounterRow } from '../../../../lambda/metrics/scrape';
import { addRow, counterEndpoint, counterPool } from '../../../../lambda/metrics/store/counters';
import { readRows } from '../../../../lambda/metrics/store/reads';
import { inThisRealm } from '../../../support/ec2/realm';
import { type DynamoDbStandIn, startDynamoDb } from '../../../support/metrics/dynamodb';

let dynamoDb: DynamoDbStandIn;
let pool: ReturnType<typeof counterPool>;
const env = { ...process.env };

beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  dynamoDb = await startDynamoDb();
  pool = inThisRealm(counterPool());
});
afterEach(async () => {
  process.env = { ...env };
  pool.destroy();
  await dynamoDb.close();
});

const row = { key: 'http#POST#200#/start', values: { le_50: 1, sum_us: 42_000 } };
const table = (endpoint = dynamoDb.endpoint) => {
  const counters = counterEndpoint({ tableName: 'records', region: 'us-east-1', endpoint, pool });
  return { add: (added: CounterRow) => addRow(counters, added), read: () => readRows(counters) };
};
const error = (name: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no' });

test('a row is added to with one atomic update of its item', async () => {
  const result = await table().add(row);

  expect(result).toEqual({ kind: 'written' });
  expect(dynamoDb.calls).toEqual([
    {
      operation: 'UpdateItem',
      input: {
        TableName: 'records',
        Key: { pk: { S: 'metrics' }, sk: { S: 'http#POST#200#/start' } },
        UpdateExpression: 'ADD #0 :0, #1 :1',
        ExpressionAttributeNames: { '#0': 'le_50', '#1': 'sum_us' },
        ExpressionAttributeValues: { ':0': { N: '1' }, ':1': { N: '42000' } },
      },
    },
  ]);
});

test('writes share a connection', async () => {
  const counters = table();

  for (let i = 0; i < 5; i += 1) await counters.add(row);

  expect([dynamoDb.calls.length, dynamoDb.connections]).toEqual([5, 1]);
});

test.each([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'ResourceNotFoundException',
  'AccessDeniedException',
])('after %s the row was not written, and is not tried again at once', async (name) => {
  dynamoDb.answers.push({ status: 400, body: error(name) });

  const { kind } = await table().add(row);

  expect([kind, dynamoDb.calls.length]).toEqual(['not_written', 1]);
});

test('after an internal error nobody knows, and nothing is tried again', async () => {
  dynamoDb.answers.push({ status: 500, body: error('InternalServerError') });

  const { kind } = await table().add(row);

  expect([kind, dynamoDb.calls.length]).toEqual(['unknown', 1]);
});

test('an endpoint that cannot be reached has written nothing', async () => {
  const { endpoint } = dynamoDb;
  await dynamoDb.close();

  const { kind } = await table(endpoint).add(row);

  expect(kind).toBe('not_written');
});

test('a kept connection that turns out to be closed is replaced', async () => {
  const counters = table();
  await counters.add(row);
  dynamoDb.answers.push('reset');

  const result = await counters.add(row);

  expect(result).toEqual({ kind: 'written' });
  expect([dynamoDb.calls.length, dynamoDb.connections]).toEqual([3, 2]);
});

test('connections that keep being closed end with nobody knowing', async () => {
  dynamoDb.answers.push('reset', 'reset', 'reset');

  const { kind } = await table().add(row);

  expect([kind, dynamoDb.calls.length]).toEqual(['unknown', 2]);
});

test('an endpoint that is silent is given up after a second, with nobody knowing', async () => {
  dynamoDb.answers.push('silence');

  const { kind } = await table().add(row);

  expect([kind, dynamoDb.calls.length]).toEqual(['unknown', 1]);
});

test('reading asks for every page, consistently', async () => {
  const next = { pk: { S: 'metrics' }, sk: { S: 'function' } };
  dynamoDb.answers.push(
    {
      status: 200,
      body: { Items: [{ ...next, cold_starts: { N: '3' } }], LastEvaluatedKey: next },
    },
    {
      status: 200,
      body: { Items: [{ pk: { S: 'metrics' }, sk: { S: 'http#GET#200#/list' }, le_5: { N: '2' }, note: { S: 'x' } }] },
    },
  );

  const rows = await table().read();

  expect(rows).toEqual([
    { key: 'function', values: { cold_starts: 3 } },
    { key: 'http#GET#200#/list', values: { le_5: 2 } },
  ]);
  expect(dynamoDb.calls.map(({ operation }) => operation)).toEqual(['Query', 'Query']);
  expect(dynamoDb.calls.map(({ input }) => [input.ConsistentRead, input.ExclusiveStartKey])).toEqual([
    [true, undefined],
    [true, next],
  ]);
});
