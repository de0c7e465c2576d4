import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { chunkKey, jobItem } from '../../../../lambda/jobs/store/items';
import { jobStore } from '../../../../lambda/jobs/store/jobs';
import { type Item, records } from '../../../../lambda/jobs/store/table';
import { aJob, someEntries } from '../../../support/jobs/store-contract';

const now = Date.parse('2026-01-15T09:00:00.000Z');
const dynamo = mockClient(DynamoDBClient);
const store = jobStore(records({ tableName: 'records', region: 'us-east-1' }), () => now);
const job = aJob();
beforeEach(() => dynamo.reset());

test('a job is written on the condition that there is none, to be kept for 90 days, and listed', async () => {
  dynamo.on(PutItemCommand).resolves({});

  await store.create(job);

  const input = dynamo.commandCalls(PutItemCommand)[0]?.args[0].input;
  expect(input).toMatchObject({
    TableName: 'records',
    ConditionExpression: 'attribute_not_exists(pk)',
    Item: {
      pk: { S: `job#${job.jobId}` },
      sk: { S: 'job' },
      list: { S: 'jobs' },
      caller: { S: 'ci' },
      listed_at: { S: `${job.createdAt}#${job.jobId}` },
      status: { S: 'pending' },
      expires_at: { N: String(now / 1000 + 90 * 86_400) },
    },
  });
});

test('a write that was carried out and then repeated by the SDK finds its own job', async () => {
  dynamo.on(PutItemCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'x' }));
  dynamo.on(GetItemCommand).resolves({ Item: jobItem(job, now) });

  expect(await store.create(job)).toEqual(job);
});

test('every read is consistent', async () => {
  dynamo.on(GetItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({ Items: [] });

  await store.read(job.jobId);
  await store.readChunk(job.jobId, 3);
  await store.readChunks(job.jobId, 1, 3);

  const consistent = [...dynamo.commandCalls(GetItemCommand), ...dynamo.commandCalls(QueryCommand)].map(
    ({ args }) => (args[0].input as { ConsistentRead?: boolean }).ConsistentRead,
  );
  expect(consistent).toEqual([true, true, true]);
});

test('chunks are read over pages of 1 MB, and what is left undone of a batch is written again', async () => {
  const item = (chunk: number): Item => ({ ...chunkKey(job.jobId, chunk), entries: { S: '[]' } });
  dynamo
    .on(QueryCommand)
    .resolvesOnce({ Items: [item(1)], LastEvaluatedKey: chunkKey(job.jobId, 1) })
    .resolves({ Items: [{ ...item(2), entries: { S: JSON.stringify(someEntries(1)) } }] });
  dynamo
    .on(BatchWriteItemCommand)
    .resolvesOnce({ UnprocessedItems: { records: [{ PutRequest: { Item: item(30) } }] } })
    .resolves({});

  const chunks = await store.readChunks(job.jobId, 1, 3);
  await store.saveChunks(
    job.jobId,
    Array.from({ length: 30 }, (_, i) => ({ chunk: i + 1, entries: [] })),
  );

  const batches = dynamo
    .commandCalls(BatchWriteItemCommand)
    .map(({ args }) => args[0].input.RequestItems?.records?.length);
  expect(chunks).toEqual([[], someEntries(1)]);
  expect([...batches].sort()).toEqual([1, 25, 5]);
});

test('a table that takes nothing any more is throttling, not a loss', async () => {
  dynamo.on(BatchWriteItemCommand).callsFake(({ RequestItems }) => ({ UnprocessedItems: RequestItems }));

  const saved = store.saveChunks(job.jobId, [{ chunk: 1, entries: [] }]);

  await expect(saved).rejects.toMatchObject({ code: 'aws_throttled' });
});

test('a change is made only while the job goes on', async () => {
  dynamo.on(UpdateItemCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'x' }));

  const changed = await store.update(job.jobId, { status: 'succeeded', total: 2 });

  expect(changed).toBe(false);
  expect(dynamo.commandCalls(UpdateItemCommand)[0]?.args[0].input).toMatchObject({
    ConditionExpression: '#status IN (:pending, :running)',
    UpdateExpression: 'SET #0 = :0, #1 = :1, #2 = :2',
    ExpressionAttributeValues: { ':0': { S: 'succeeded' }, ':1': { N: '2' } },
  });
});

test('a filtered list reads on until its page is full, and says where to go on', async () => {
  const entries = (first: number) =>
    Array.from({ length: 2 }, (_, i) => ({
      pk: { S: `job#${first + i}` },
      sk: { S: 'job' },
      listed_at: { S: `t${first + i}` },
    }));
  dynamo
    .on(QueryCommand)
    .resolvesOnce({ Items: entries(0), LastEvaluatedKey: { listed_at: { S: 't7' } } })
    .resolvesOnce({ Items: entries(2), LastEvaluatedKey: { listed_at: { S: 't9' } } });
  dynamo.on(BatchGetItemCommand).callsFake(({ RequestItems }) => ({
    Responses: { records: RequestItems.records.Keys.map((key: Item) => ({ ...jobItem(job, now), ...key })) },
  }));

  const page = await store.list({ pageSize: 3, statuses: ['failed'] });

  const queries = dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input);
  expect(queries.map((query) => query.ExpressionAttributeValues?.[':after'])).toEqual([undefined, { S: 't7' }]);
  expect(page.jobs).toHaveLength(3);
  expect(page.after).toBe('t2');
});

test('what DynamoDB leaves undone of a read is read again', async () => {
  const keys = ['a', 'b'].map((id) => ({ pk: { S: `job#${id}` }, sk: { S: 'job' } }));
  dynamo.on(QueryCommand).resolves({ Items: keys.map((key) => ({ ...key, listed_at: { S: 'x' } })) });
  const answer = (key: Item | undefined) => ({ records: [{ ...jobItem(job, now), ...key }] });
  dynamo
    .on(BatchGetItemCommand)
    .resolvesOnce({ Responses: answer(keys[1]), UnprocessedKeys: { records: { Keys: keys.slice(0, 1) } } })
    .resolves({ Responses: answer(keys[0]) });

  const page = await store.list({ caller: 'ci', pageSize: 10 });

  expect(page.jobs).toHaveLength(2);
  expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input.IndexName).toBe('by_caller');
});

test.each([
  ['ProvisionedThroughputExceededException', 400, 'aws_throttled'],
  ['AccessDeniedException', 400, 'role_misconfigured'],
  ['InternalServerError', 500, 'aws_unavailable'],
])('%s, with status %i, is the problem %s', async (name, httpStatusCode, code) => {
  dynamo
    .on(GetItemCommand)
    .rejects(new DynamoDBServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: 'x' }));

  await expect(store.read(job.jobId)).rejects.toMatchObject({ name: 'Problem', code });
});
