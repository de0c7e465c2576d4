import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { jobStore } from '../../lambda/jobs/store/jobs';
import { records } from '../../lambda/jobs/store/table';
import { scheduleStore } from '../../lambda/schedules/store/schedules';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { until } from '../support/deployment/jobs';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';
import { scheduleStoreContract } from '../support/schedules/store-contract';

let ec2: ServedEc2;
let deployed: Deployed;
let ask: Ask;
let tableName: string;

const aws = () => ({
  region: 'us-east-1',
  endpoint: deployed.endpoint,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

beforeAll(async () => {
  ec2 = await serveSimulatedEc2({ delays: { pending: 200, stopping: 200, shuttingDown: 200 } });
  deployed = await deployAlone({ EC2_ENDPOINT: ec2.url });
  ask = clientOf(deployed.baseUrl);
  const { TableNames = [] } = await new DynamoDBClient(aws()).send(new ListTablesCommand({}));
  tableName = TableNames.find((name) => name.includes('Records')) ?? '';
  // The adapters take their credentials from the environment, as the function does.
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});

afterAll(async () => {
  await deployed?.close();
  await ec2?.close();
});

const add = (spec: Parameters<ServedEc2['simulation']['addInstance']>[1]) =>
  ec2.simulation.addInstance('us-east-1', spec).instanceId;

describe('the records of schedules in DynamoDB', () => {
  scheduleStoreContract(() => {
    const table = records({ tableName, ...aws() });
    return { store: scheduleStore(table), jobs: jobStore(table) };
  });
});

test('in real time the rule stops what is due once, and leaves alone what a stop_after keeps', async () => {
  const [kept, other] = [add({ state: 'running' }), add({ state: 'running' })];
  const wish = await ask('POST', '/start', { instance_id: kept, stop_after: '2h', wait: 5 });
  const soon = new Date(Date.now() + 61_000).toISOString().slice(0, 16);

  const made = await ask('PUT', '/schedules/evening', { instance_id: [kept, other], stop: soon });
  const lambda = new LambdaClient(aws());
  const tick = () =>
    lambda.send(new InvokeCommand({ FunctionName: 'ec2-control', Payload: Buffer.from('{"schedule_tick":true}') }));
  // The rule's minute, and two ticks at once beside it.
  await setTimeout(Math.max(0, Date.parse(`${soon}:01Z`) - Date.now()));
  await Promise.all([tick(), tick()]);
  const seen = await until(
    () => ask('GET', '/schedules/evening'),
    ({ body }) => (body.last as { status?: string } | undefined)?.status === 'succeeded',
    60,
  );
  const jobs = await ask('GET', '/jobs');

  expect(made.status).toBe(201);
  expect(seen.body.next).toEqual([]);
  const fired = (jobs.body.jobs as readonly Record<string, unknown>[]).filter(({ schedule }) => schedule === 'evening');
  expect(fired).toHaveLength(1);
  expect(fired[0]).toMatchObject({ action: 'stop', status: 'succeeded', requested_by: 'schedule:evening' });
  const results = fired[0]?.results as readonly Record<string, unknown>[];
  expect(results.find(({ instance_id }) => instance_id === kept)).toMatchObject({
    outcome: 'unchanged',
    warning: expect.stringContaining(String(wish.body.job_id)),
  });
  expect(results.find(({ instance_id }) => instance_id === other)).toMatchObject({ outcome: 'changed' });
  const counts = (await fetch(`${deployed.baseUrl}/metrics`).then((answer) => answer.text())) as string;
  expect(counts).toContain('ec2_control_schedules{state="ended"} 1');
  expect(counts).toContain('ec2_control_schedule_firings_total{result="started"} 1');
}, 150_000);
