import {
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  EC2Client,
  type Instance,
  ModifyInstanceAttributeCommand,
} from '@aws-sdk/client-ec2';
import { type Ask, clientOf, type Seen } from '../support/deployment/client';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { everyResult, jobEnded } from '../support/deployment/jobs';
import { type Moto, startMoto } from '../support/deployment/moto';
import { launch } from '../support/deployment/operations';

jest.setTimeout(180_000);

let moto: Moto;
let deployed: Deployed;
let ask: Ask;
let ec2: EC2Client;

beforeAll(async () => {
  moto = await startMoto();
  deployed = await deployAlone({ EC2_ENDPOINT: moto.endpoint, CONTEXT: 'retrySeconds=1,1' });
  ask = clientOf(deployed.baseUrl);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  ec2 = new EC2Client({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
});

afterAll(async () => {
  ec2?.destroy();
  await deployed?.close();
  await moto?.close();
});

/** Instances as moto itself has them. */
async function onMoto(tag: string, value: string): Promise<readonly Instance[]> {
  const Filters = [{ Name: `tag:${tag}`, Values: [value] }];
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
  return Reservations.flatMap(({ Instances = [] }) => Instances);
}
const stateOn = (instance: Instance | undefined) => instance?.State?.Name;
const tagged = (value: string) => [{ Key: 'Name', Value: value }];

// Side by side, since most of the time each of them waits; so each has instances of its own.
test.concurrent('wait answers with the final state, and with the address that moto has given', async () => {
  const [id = ''] = await launch(ec2, 1, tagged('waited-for'));

  const stopped = await ask('POST', `/stop/${id}`, { wait: 25 });
  const started = await ask('POST', `/start/${id}`, { wait: 25 });

  const [there] = await onMoto('Name', 'waited-for');
  expect([stopped.status, stopped.body.current_state]).toEqual([200, 'stopped']);
  expect([started.status, started.body.current_state]).toEqual([200, 'running']);
  expect(started.body.ip).toBe(there?.PublicIpAddress);
});

test.concurrent('create makes an instance as asked for, and no password leaves the request', async () => {
  const asked = { name: 'box', tags: { Course: 'unix' }, instance_type: 't3.small' };

  const created = await ask('POST', '/create', { ...asked, username: 'student', password: 'student-1' });

  const id = String(created.body.instance_id);
  const [there, ...others] = await onMoto('Name', 'box');
  const attribute = { InstanceId: id, Attribute: 'userData' } as const;
  const { UserData } = await ec2.send(new DescribeInstanceAttributeCommand(attribute));
  const userData = Buffer.from(UserData?.Value ?? '', 'base64').toString();
  expect(created).toMatchObject({ status: 201, body: { status: 'running', ip: there?.PublicIpAddress } });
  expect(others).toEqual([]);
  expect(there).toMatchObject({
    InstanceId: id,
    InstanceType: 't3.small',
    MetadataOptions: { HttpTokens: 'required' },
  });
  expect(there?.Tags).toEqual(
    expect.arrayContaining([
      { Key: 'Course', Value: 'unix' },
      { Key: 'ec2-control:job', Value: created.body.job_id },
      { Key: 'ec2-control:created-by', Value: 'ec2-control' },
    ]),
  );
  expect(userData).toMatch(/^#cloud-config\n.*"name":"student","hashed_passwd":"\$6\$/);
  expect(userData + JSON.stringify((await ask('GET', `/jobs/${created.body.job_id}`)).body)).not.toContain('student-1');
});

test.concurrent('delete by address waits until the instance is terminated', async () => {
  const { body } = await ask('POST', '/create', { name: 'short-lived' });

  const deleted = await ask('POST', `/delete/${body.ip}`, { wait: 25 });

  expect(deleted).toMatchObject({ status: 200, body: { instance_id: body.instance_id, status: 'terminated' } });
  expect(stateOn((await onMoto('Name', 'short-lived'))[0])).toBe('terminated');
});

test.concurrent('create-async and delete-async are tasks whose status tells how they ended', async () => {
  const creating = await ask('POST', '/create-async', { name: 'task' });
  const created = await jobEnded(ask, creating.body.task_id);
  const deleting = await ask('POST', `/delete-async/${created.ip}`);
  await jobEnded(ask, deleting.body.task_id);
  const { body } = await ask('GET', `/status/${deleting.body.task_id}`);

  expect([creating.status, deleting.status]).toEqual([202, 202]);
  expect(created).toMatchObject({ action: 'create', status: 'succeeded', results: [{ current_state: 'running' }] });
  expect(body).toMatchObject({ action: 'delete', status: 'succeeded', results: [{ current_state: 'terminated' }] });
});

test.concurrent('one key is one instance, on an EC2 that does not heed client tokens', async () => {
  const request = { name: 'once', idempotency_key: 'once' };

  const answers = await Promise.all([1, 2, 3].map(() => ask('POST', '/create', request)));
  const again = await ask('POST', '/create', request);
  const other = await ask('POST', '/create', { ...request, name: 'twice' });

  const ids = new Set([...answers, again].map(({ body }) => body.instance_id));
  expect((await onMoto('Name', 'once')).map(({ InstanceId }) => InstanceId)).toEqual([...ids]);
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  expect(await onMoto('Name', 'twice')).toEqual([]);
});

test.concurrent('stop_after stops a created instance again, unless it is cancelled', async () => {
  const brief = await ask('POST', '/create', { name: 'brief', stop_after: '2s' });
  const kept = await ask('POST', '/create', { name: 'kept', stop_after: '1h' });
  const cancelled = await ask('DELETE', `/jobs/${kept.body.job_id}`);
  const job = await jobEnded(ask, brief.body.job_id);

  expect([brief.status, kept.status]).toEqual([201, 201]);
  expect(job).toMatchObject({ status: 'succeeded', results: [{ action: 'create' }, { action: 'stop' }] });
  expect(stateOn((await onMoto('Name', 'brief'))[0])).toBe('stopped');
  expect(cancelled.body).toMatchObject({ status: 'cancelled', results: [{ action: 'create', outcome: 'changed' }] });
  expect(stateOn((await onMoto('Name', 'kept'))[0])).toBe('running');
});

test.concurrent('a terminated instance is not started, although moto would revive it', async () => {
  const [id = ''] = await launch(ec2, 1, tagged('gone'));
  await ask('POST', `/delete/${id}`, { wait: 25 });

  const job = await jobEnded(ask, (await ask('POST', `/start/${id}`, { async: true })).body.job_id);

  expect(job).toMatchObject({ status: 'failed', error: { code: 'instance_terminated' } });
  expect(stateOn((await onMoto('Name', 'gone'))[0])).toBe('terminated');
});

test.concurrent('a fleet of 120 by tag is stopped, but for the one that is protected, and started', async () => {
  const tags = { Fleet: 'moto' };
  const ids = await launch(ec2, 120, [{ Key: 'Fleet', Value: 'moto' }]);
  const kept = ids[77] ?? '';
  await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: kept, DisableApiStop: { Value: true } }));
  const count = async (state: string) =>
    (await onMoto('Fleet', 'moto')).filter((instance) => stateOn(instance) === state).length;
  const run = async (path: string): Promise<Seen['body']> =>
    jobEnded(ask, (await ask('POST', path, { tags, async: true })).body.job_id, 60);

  const refused = await ask('POST', '/stop', { tags });
  const stopping = await run('/stop');
  const [stopped, running] = [await count('stopped'), await count('running')];
  const starting = await run('/start');

  const results = await everyResult(ask, stopping);
  expect([refused.status, refused.body.code]).toEqual([422, 'too_many_instances']);
  expect(stopping).toMatchObject({ status: 'failed', error: { code: 'stop_protected', instance_id: kept } });
  expect(new Set(results.map(({ instance_id }) => instance_id))).toEqual(new Set(ids));
  expect(results.filter(({ outcome }) => outcome === 'changed')).toHaveLength(119);
  expect([stopped, running]).toEqual([119, 1]);
  expect(starting).toMatchObject({ status: 'succeeded', message: expect.stringContaining('119 changed, 1 unchanged') });
  expect(await count('running')).toBe(120);
});
