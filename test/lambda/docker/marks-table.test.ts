import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Mark } from '../../../lambda/docker/marks';
import { marksInTable } from '../../../lambda/docker/marks-table';
import { deadlineIn } from '../../../lambda/domain/deadline';
import { records } from '../../../lambda/jobs/store/table';
import { type DynamoDbStandIn, startDynamoDb } from '../../support/metrics/dynamodb';

const mark: Mark = { kind: 'stopping', at: 1_700_000_000_000, grace: 10 };
let dynamodb: DynamoDbStandIn;
let failures: unknown[];

beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  dynamodb = await startDynamoDb();
  failures = [];
});
afterEach(() => dynamodb.close());

function marks() {
  const table = records({ tableName: 'table', region: 'us-east-1', endpoint: dynamodb.endpoint });
  return marksInTable({
    tableName: 'table',
    call: <T>(send: (client: DynamoDBClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>) =>
      table.within(deadlineIn(1_000, Date.now)).call(send),
    onFailure: (error) => failures.push(error),
  });
}

test('a mark is kept for an hour, under the id of its container', async () => {
  await marks().put('i-0123456789abcdef0', mark);

  expect(dynamodb.calls).toMatchObject([
    {
      operation: 'PutItem',
      input: {
        Item: { pk: { S: 'docker#marks' }, sk: { S: 'i-0123456789abcdef0' }, expires_at: { N: '1700003600' } },
      },
    },
  ]);
});

test('all of them are read, page by page', async () => {
  const item = (id: string) => ({ sk: { S: id }, mark: { S: JSON.stringify(mark) } });
  dynamodb.answers.push(
    { status: 200, body: { Items: [item('i-a')], LastEvaluatedKey: { pk: { S: 'docker#marks' }, sk: { S: 'i-a' } } } },
    { status: 200, body: { Items: [item('i-b')] } },
  );

  expect([...(await marks().all())]).toEqual([
    ['i-a', mark],
    ['i-b', mark],
  ]);
  expect(failures).toEqual([]);
});

test('a table that is silent or fails is passed over, and told of', async () => {
  dynamodb.answers.push({ status: 400, body: { __type: 'ValidationException', message: 'no' } }, 'silence', 'silence');

  await marks().put('i-0123456789abcdef0', mark);
  const begun = Date.now();
  expect((await marks().all()).size).toBe(0);

  expect(failures).toHaveLength(2);
  expect(Date.now() - begun).toBeLessThan(5_000);
});
