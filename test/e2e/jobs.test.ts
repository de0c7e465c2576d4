import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { jobStore } from '../../lambda/jobs/store/jobs';
import { pendingStops } from '../../lambda/jobs/store/pending-stops';
import { records } from '../../lambda/jobs/store/table';
import { type Ask, clientOf, type Seen } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { everyResult, jobEnded, until } from '../support/deployment/jobs';
import { type ServedEc2, serveSimulatedEc2 } from '../support/ec2/server';
import { pendingStopsContract } from '../support/jobs/stops-contract';
import { aJob, jobStoreContract } from '../support/jobs/store-contract';

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
  ec2 = await serveSimulatedEc2({ delays: { pending: 400, stopping: 400, shuttingDown: 400 } });
  deployed = await deployAlone({ EC2_ENDPOINT: ec2.url, CONTEXT: 'retrySeconds=1,1' });
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

const ended = (jobId: unknown, patience?: number) => jobEnded(ask, jobId, patience);

describe('the records of jobs in DynamoDB', () => {
  jobStoreContract(() => jobStore(records({ tableName, ...aws() })));
  pendingStopsContract(() => pendingStops(records({ tableName, ...aws() })));
});

describe('create and delete, as the system before had them', () => {
  test('create answers with the address, and delete takes it', async () => {
    const created = await ask('POST', '/create', { username: 'student1', password: 'student1' });
    const { ip } = created.body;
    const deleted = await ask('GET', `/delete/${ip}`);

    expect(created).toMatchObject({ status: 201, body: { status: 'running', ip: expect.any(String) } });
    expect(deleted).toMatchObject({ status: 200, body: { ip, status: 'shutting-down' } });
  });

  test('create-async answers with a task, whose status has the address, and delete-async takes it', async () => {
    const accepted = await ask('POST', '/create-async', { username: 'student2', password: 'student2' });
    await ended(accepted.body.task_id);
    const { body } = await ask('GET', `/status/${accepted.body.task_id}`);
    const deleting = await ask('GET', `/delete-async/${body.ip}`);
    const job = await ended(deleting.body.task_id);

    expect(accepted).toMatchObject({ status: 202, body: { message: expect.any(String) } });
    expect(body).toMatchObject({ status: 'succeeded', ip: expect.stringMatching(/^198\./) });
    expect(job).toMatchObject({ status: 'succeeded', results: [{ current_state: 'terminated' }] });
  });

  test('two concurrent creates with the same key are one instance', async () => {
    const request = { idempotency_key: `key-${Date.now()}`, tags: { Twin: 'no' } };

    const answers = await Promise.all([ask('POST', '/create', request), ask('POST', '/create', request)]);

    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const ids = new Set(answers.map(({ body }) => body.instance_id));
    expect(ids.size).toBe(1);
    // The one that came second says that it repeats the other.
    expect(answers.filter(({ body }) => body.replayed === true)).toHaveLength(1);
    const { body } = await ask('GET', '/list?tag=Twin=no');
    expect(body.count).toBe(1);
  });
});

describe('jobs that tell the truth', () => {
  test('wait answers when the instance runs, with its new address', async () => {
    const id = add({ state: 'stopped' });

    const { status, body, headers } = await ask('POST', `/start/${id}`, { wait: 25 });

    expect(status).toBe(200);
    expect(body).toMatchObject({ current_state: 'running', ip: ec2.simulation.instance(id).publicIp });
    expect(headers.get('location')).toBeNull();
  });

  test('a start that falls back to stopped has failed', async () => {
    const reason = { code: 'Client.InternalError', message: 'Client.InternalError: Client error on launch' };
    const id = add({ state: 'stopped', fallBack: { to: 'stopped', reason } });

    const accepted = await ask('POST', `/start/${id}`, { async: true });
    const job = await ended(accepted.body.job_id);

    expect(new URL(accepted.headers.get('location') ?? '', `${deployed.baseUrl}/start/${id}`).href).toBe(
      `${deployed.baseUrl}/jobs/${accepted.body.job_id}`,
    );
    expect(job).toMatchObject({
      status: 'failed',
      error: { code: 'final_state_not_reached', aws_code: 'Client.InternalError', instance_id: id },
      message: expect.stringContaining('kms:CreateGrant'),
      results: [{ outcome: 'failed', previous_state: 'stopped', current_state: 'stopped' }],
    });
  });

  test('capacity is asked for again, and reported when it does not come', async () => {
    const [short, long] = [add({ state: 'stopped' }), add({ state: 'stopped' })];
    const code = 'InsufficientInstanceCapacity';
    ec2.simulation.fail({ operation: 'StartInstances', code, instanceId: short, times: 2 });
    ec2.simulation.fail({ operation: 'StartInstances', code, instanceId: long, times: 9 });

    const jobs = await Promise.all([short, long].map((id) => ask('POST', `/start/${id}`, { async: true })));
    const [came, failed] = await Promise.all(jobs.map(({ body }) => ended(body.job_id)));

    expect(came).toMatchObject({ status: 'succeeded', results: [{ current_state: 'running' }] });
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'insufficient_capacity', aws_code: code } });
  });

  test('a stopping instance is waited for and then started', async () => {
    const id = add({ state: 'running' });

    await ask('POST', `/stop/${id}`);
    const { status, body } = await ask('POST', `/start/${id}`, { wait: 25 });

    expect([status, body.current_state]).toEqual([200, 'running']);
  });

  test('120 instances by tags in one job, one of them bad, with results in pages', async () => {
    const tags = { Fleet: 'e2e' };
    for (let i = 0; i < 120; i += 1) add({ state: 'stopped', tags, rootVolume: i !== 60 });

    const refused = await ask('POST', '/start', { tags });
    const accepted = await ask('POST', '/start', { tags, async: true });
    const job = await ended(accepted.body.job_id, 90);

    expect([refused.status, refused.body.code]).toEqual([422, 'too_many_instances']);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'root_volume_missing' } });
    const results = await everyResult(ask, job);
    expect(results).toHaveLength(120);
    expect(results.filter(({ code }) => code !== undefined)).toHaveLength(1);
  });
});

describe('stop_after', () => {
  test('the instance is stopped again, unless that is cancelled', async () => {
    const [first, second] = [add({ state: 'stopped' }), add({ state: 'stopped' })];

    const accepted = await Promise.all([first, second].map((id) => ask('POST', `/start/${id}`, { stop_after: '3s' })));
    const [stopping, cancelling] = accepted.map(({ body }) => body.job_id);
    await until(
      () => ask('GET', `/jobs/${cancelling}`),
      ({ body }) => body.stop_at !== undefined,
    );
    const cancelled = await ask('DELETE', `/jobs/${cancelling}`);
    const job = await ended(stopping);
    await setTimeout(3_500);

    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', results: [{ action: 'start' }] } });
    expect(job).toMatchObject({ status: 'succeeded', results: [{ action: 'start' }, { action: 'stop' }] });
    expect(ec2.simulation.instance(first).state).toBe('stopped');
    expect(ec2.simulation.instance(second).state).toBe('running');
  });

  test('a second start replaces the stop of the first', async () => {
    const id = add({ state: 'running' });

    const first = await ask('POST', `/start/${id}`, { stop_after: '1h', wait: 20 });
    const second = await ask('POST', `/start/${id}`, { stop_after: '2h', wait: 20 });
    const { body: replaced } = await ask('GET', `/jobs/${first.body.job_id}`);
    await ask('DELETE', `/jobs/${second.body.job_id}`);
    const { body: givenBack } = await ask('GET', `/jobs/${first.body.job_id}`);
    await ask('DELETE', `/jobs/${first.body.job_id}`);

    expect(replaced).toMatchObject({ status: 'running', message: expect.stringContaining(String(second.body.job_id)) });
    expect(givenBack).toMatchObject({ status: 'running', message: expect.stringContaining('to be stopped again at') });
  });

  test('a stop that was left to another job happens at once when that one is cancelled', async () => {
    const id = add({ state: 'running' });
    await ask('POST', `/start/${id}`, { stop_after: '2s', wait: 20 });
    const { body } = await ask('POST', `/start/${id}`, { stop_after: '1h', wait: 20 });
    await setTimeout(4_000);
    const before = ec2.simulation.instance(id).state;

    await ask('DELETE', `/jobs/${body.job_id}`);
    await until(
      () => ask('GET', `/status/${id}`),
      ({ body: { status } }) => status === 'stopped',
    );

    expect(before).toBe('running');
  });
});

describe('executions that end without a word', () => {
  const executionOf = async (jobId: unknown) => {
    const { stateMachines = [] } = await new SFNClient(aws()).send(new ListStateMachinesCommand({}));
    const arn = stateMachines.find(({ name }) => name?.endsWith('-jobs'))?.stateMachineArn ?? '';
    return `${arn.replace(':stateMachine:', ':execution:')}:${jobId}`;
  };

  test('an execution stopped in Step Functions is a cancelled job', async () => {
    const { body } = await ask('POST', `/start/${add({ state: 'running' })}`, { stop_after: '1d', wait: 20 });

    const execution = { executionArn: await executionOf(body.job_id) };
    await new SFNClient(aws()).send(new StopExecutionCommand(execution));
    const job = await ended(body.job_id);

    expect(job).toMatchObject({ status: 'cancelled', results: [{ outcome: 'unchanged' }] });
  });

  test('a job whose execution is not known any more has failed, and is not a fault of the API', async () => {
    const job = aJob({ status: 'running', requester: { name: 'anonymous', requestId: 'r' } });
    await jobStore(records({ tableName, ...aws() })).create(job);

    const seen = await ask('GET', `/jobs/${job.jobId}`);
    const unknown = await ask('GET', '/jobs/00000000-0000-4000-8000-000000000000');

    expect(seen).toMatchObject({ status: 200, body: { status: 'failed', error: { code: 'internal_error' } } });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'job_not_found']);
  });

  test('an execution ends as its job does, and holds nothing but names and numbers', async () => {
    const { body } = await ask('POST', '/create', { username: 'planted', password: 'planted-secret' });

    const execution = await new SFNClient(aws()).send(
      new DescribeExecutionCommand({ executionArn: await executionOf(body.job_id) }),
    );

    expect(execution.status).toBe('SUCCEEDED');
    expect(JSON.parse(execution.input ?? '')).toEqual({ job_id: body.job_id, round: 0 });
    expect(execution.output).not.toMatch(/planted|\$6\$/);
  });
});

test('jobs are listed newest first, by status, in pages', async () => {
  const first = await ask('GET', '/jobs?page_size=5');
  const second = await ask('GET', `/jobs?page_size=5&next_token=${first.body.next_token}`);
  const failed = await ask('GET', '/jobs?status=failed');

  const jobs = [...(first.body.jobs as Seen['body'][]), ...(second.body.jobs as Seen['body'][])];
  const times = jobs.map(({ created_at }) => String(created_at));
  expect(jobs).toHaveLength(10);
  expect(times).toEqual([...times].sort().reverse());
  expect((failed.body.jobs as Seen['body'][]).every(({ status }) => status === 'failed')).toBe(true);
});
