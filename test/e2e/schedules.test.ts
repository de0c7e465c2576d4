import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { jobStore } from '../../lambda/jobs/store/jobs';
import { records } from '../../lambda/jobs/store/table';
import { scheduleStore } from '../../lambda/schedules/store/schedules';
import { type Ask, clientOf } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { jobEnded, until } from '../support/deployment/jobs';
import { type KillingProxy, startKillingProxy } from '../support/deployment/killing-proxy';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';
import { aSchedule, scheduleStoreContract } from '../support/schedules/store-contract';

let ec2: ServedEc2;
let deployed: Deployed;
let ask: Ask;
let tableName: string;
let proxy: KillingProxy;

const FunctionName = 'ec2-control';

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
  proxy = await startKillingProxy(deployed.endpoint);
  await through(proxy.url);
});

/** Lets the function reach Step Functions and DynamoDB through a proxy. */
async function through(url: string): Promise<void> {
  const lambda = new LambdaClient(aws());
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, AWS_ENDPOINT_URL_SFN: url, AWS_ENDPOINT_URL_DYNAMODB: url };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
}

/** One tick beside those of the rule. */
const tick = () =>
  new LambdaClient(aws()).send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"schedule_tick":true}') }));

/** How often EC2 was asked to stop an instance. */
const stopsOf = (id: string) =>
  ec2.simulation.calls.filter(({ operation, instanceIds }) => operation === 'StopInstances' && instanceIds.includes(id))
    .length;

const scrape = () => fetch(`${deployed.baseUrl}/metrics`).then((answer) => answer.text());

/** Firings that a scrape counts as started. */
const startedIn = (counts: string) =>
  Number(/^ec2_control_schedule_firings_total\{result="started"\} (\d+)$/m.exec(counts)?.[1]);

const jobsOf = async (name: string) =>
  ((await ask('GET', '/jobs')).body.jobs as readonly Record<string, unknown>[]).filter(
    ({ schedule }) => schedule === name,
  );

afterAll(async () => {
  await proxy?.close();
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

describe('a function that is killed in a tick', () => {
  test.each([
    ['the transaction', 'DynamoDB_20120810.TransactWriteItems'],
    ['the start of the execution', 'AWSStepFunctions.StartExecution'],
    ['the write after it', 'DynamoDB_20120810.PutItem'],
  ])(
    'after %s leaves one job and one stop, though two ticks come at once then',
    async (_, target) => {
      const id = add({ state: 'running' });
      const store = scheduleStore(records({ tableName, ...aws() }));
      const stop = new Date().toISOString().slice(0, 16);
      const schedule = aSchedule({
        definition: { instanceIds: [id], stop, timeZone: 'UTC', except: [], enabled: true, region: 'us-east-1' },
        owner: { name: 'anonymous' },
        nextAt: `${stop}:00.000Z`,
      });
      await store.create(schedule);

      const counted = startedIn(await scrape());
      proxy.killAfter(target);
      const before = proxy.killed();
      const { FunctionError } = await tick();
      const dead = proxy.killed() - before;
      await Promise.all([tick(), tick()]);
      const [job, ...others] = await jobsOf(schedule.name);
      const ended = await jobEnded(ask, job?.job_id);
      await Promise.all([tick(), tick()]);

      expect([FunctionError === undefined, dead > 0]).toEqual([false, true]);
      expect([ended.status, others.length, stopsOf(id)]).toEqual(['succeeded', 0, 1]);
      expect((await ask('GET', `/schedules/${schedule.name}`)).body.last).toMatchObject({ job_id: job?.job_id });
      expect(startedIn(await scrape())).toBe(counted + 1);
      await ask('DELETE', `/schedules/${schedule.name}`);
    },
    60_000,
  );
});

test('in real time the rule stops what is due once, and leaves alone what a stop_after keeps', async () => {
  const [kept, other] = [add({ state: 'running' }), add({ state: 'running' })];
  const wish = await ask('POST', '/start', { instance_id: kept, stop_after: '2h', wait: 5 });
  const before = startedIn(await scrape());
  const soon = new Date(Date.now() + 61_000).toISOString().slice(0, 16);

  const made = await ask('PUT', '/schedules/evening', { instance_id: [kept, other], stop: soon });
  // The rule's minute, and two ticks at once beside it.
  await setTimeout(Math.max(0, Date.parse(`${soon}:01Z`) - Date.now()));
  await Promise.all([tick(), tick()]);
  const seen = await until(
    () => ask('GET', '/schedules/evening'),
    ({ body }) => (body.last as { status?: string } | undefined)?.status === 'succeeded',
    60,
  );
  const fired = await jobsOf('evening');

  expect(made.status).toBe(201);
  expect(seen.body.next).toEqual([]);
  expect(fired).toHaveLength(1);
  expect([stopsOf(other), stopsOf(kept)]).toEqual([1, 0]);
  expect(fired[0]).toMatchObject({ action: 'stop', status: 'succeeded', requested_by: 'schedule:evening' });
  const results = fired[0]?.results as readonly Record<string, unknown>[];
  expect(results.find(({ instance_id }) => instance_id === kept)).toMatchObject({
    outcome: 'unchanged',
    warning: expect.stringContaining(String(wish.body.job_id)),
  });
  expect(results.find(({ instance_id }) => instance_id === other)).toMatchObject({ outcome: 'changed' });
  const counts = await scrape();
  expect(counts).toContain('ec2_control_schedules{state="ended"} 1');
  expect(startedIn(counts)).toBe(before + 1);
}, 150_000);
