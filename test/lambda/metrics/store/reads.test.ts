import { counterEndpoint, counterPool } from '../../../../lambda/metrics/store/counters';
import { countJobs } from '../../../../lambda/metrics/store/reads';
import { type DynamoDbStandIn, startDynamoDb } from '../../../support/metrics/dynamodb';

let dynamoDb: DynamoDbStandIn;
let pool: ReturnType<typeof counterPool>;

beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  dynamoDb = await startDynamoDb();
  pool = counterPool();
});
afterEach(async () => {
  pool.destroy();
  await dynamoDb.close();
});

const endpoint = () =>
  counterEndpoint({ tableName: 'records', region: 'us-east-1', endpoint: dynamoDb.endpoint, pool });
const page = (statuses: readonly string[], more = false) => ({
  status: 200,
  body: {
    Items: statuses.map((status) => ({ status: { S: status } })),
    ...(more ? { LastEvaluatedKey: { pk: { S: 'job#1' } } } : {}),
  },
});

test('jobs are counted by status over all pages of the index', async () => {
  dynamoDb.answers.push(page(['running', 'failed'], true), page(['succeeded', 'failed', 'of another version']));

  const counts = await countJobs(endpoint());

  expect(counts).toEqual({ pending: 0, running: 1, succeeded: 1, failed: 2, cancelled: 0 });
  expect(dynamoDb.calls.map(({ input }) => [input.IndexName, input.ExclusiveStartKey])).toEqual([
    ['by_time', undefined],
    ['by_time', { pk: { S: 'job#1' } }],
  ]);
});

test('more jobs than ten pages are no number', async () => {
  dynamoDb.answers.push(...Array.from({ length: 11 }, () => page(['failed'], true)));

  await expect(countJobs(endpoint())).rejects.toThrow('more jobs than a scrape can count');
  expect(dynamoDb.calls).toHaveLength(10);
});
