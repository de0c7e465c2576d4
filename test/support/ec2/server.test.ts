import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { connectionPool } from '../../../lambda/aws/ec2-client';
import { inThisRealm } from './realm';
import { type ServedEc2, serveSimulatedEc2 } from './server';

let served: ServedEc2;
let client: EC2Client;

beforeEach(async () => {
  served = await serveSimulatedEc2();
  client = new EC2Client({
    region: 'us-east-1',
    endpoint: served.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' },
    requestHandler: inThisRealm(connectionPool()),
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await served.close();
});

/** What the control endpoint answers to a command. */
async function control(command?: object): Promise<{ status: number; answer: ControlAnswer }> {
  const init = command === undefined ? {} : { method: 'POST', body: JSON.stringify(command) };
  const response = await fetch(`${served.url}/_control`, init);
  return { status: response.status, answer: (await response.json()) as ControlAnswer };
}
interface ControlAnswer {
  readonly now: string;
  readonly instances: readonly { readonly instanceId: string; readonly state: string }[];
  readonly calls: readonly { readonly operation: string; readonly error?: string }[];
  readonly issues?: readonly unknown[];
}

test('a launch arrives with all that it asks for', async () => {
  const input = {
    ImageId: 'ami-0a1b2c3d4e5f60718',
    InstanceType: 't2.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'operator',
    ClientToken: 'job-1',
    UserData: Buffer.from('#cloud-config\nusers: [ä & b=c+d]').toString('base64'),
    TagSpecifications: [
      { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'a "b" <c> & d' }] },
      { ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'v' }] },
    ],
    NetworkInterfaces: [
      { DeviceIndex: 0, SubnetId: 'subnet-0e4f5a6b', Groups: ['sg-0a1b2c3d4e5f60718'], AssociatePublicIpAddress: true },
    ],
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, DeleteOnTermination: true } }],
    MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
  } as const;

  const { Instances = [] } = await client.send(new RunInstancesCommand(structuredClone(input) as never));

  const [launched] = Instances;
  expect(launched).toMatchObject({
    State: { Name: 'pending' },
    KeyName: 'operator',
    Tags: [{ Value: 'a "b" <c> & d' }],
  });
  expect(served.simulation.instance(launched?.InstanceId ?? '').launch).toMatchObject(input);
});

test('commands of another process are carried out', async () => {
  const id = 'i-0123456789abcdef0';
  await control({
    delays: { pending: 60_000 },
    add: [{ instanceId: id, state: 'stopped', tags: { Env: 'dev' }, name: 'web' }],
    fail: [{ operation: 'StartInstances', code: 'InsufficientInstanceCapacity', times: 2 }],
  });

  expect(served.simulation.instance(id)).toMatchObject({ state: 'stopped', tags: { Env: 'dev', Name: 'web' } });

  const later = await control({ update: [{ instanceId: id, stopProtected: true, tags: {} }], advance: 3_600_000 });

  expect(served.simulation.instance(id)).toMatchObject({ stopProtected: true, tags: {} });
  expect(Date.parse(later.answer.now)).toBeGreaterThan(Date.now() + 3_500_000);
});

test('the state of the world and the calls can be looked at, and forgotten', async () => {
  served.simulation.addInstance('us-east-1', { instanceId: 'i-0a1b2c3d' });
  await client.send(new DescribeInstancesCommand({}));

  const before = await control();
  const after = await control({ reset: true });

  expect(before.answer.instances).toMatchObject([{ instanceId: 'i-0a1b2c3d', state: 'running' }]);
  expect(before.answer.calls).toMatchObject([{ operation: 'DescribeInstances', region: 'us-east-1' }]);
  expect(after.answer).toMatchObject({ instances: [], calls: [] });
});

test('what the world is like can be set and taken back', async () => {
  const requiredTag = { key: 'managed', value: 'true' };
  const launchFallBack = { to: 'stopped', reason: { code: 'Server.InternalError', message: 'x' } };

  await control({ requiredTag, launchFallBack, paging: 'erratic', quota: 3, disabledRegions: ['me-south-1'] });
  expect(served.simulation.world).toMatchObject({ requiredTag, launchFallBack, paging: 'erratic', quota: 3 });

  await control({ requiredTag: null, launchFallBack: null, disabledRegions: [] });
  expect(served.simulation.world).not.toHaveProperty('requiredTag');
  expect(served.simulation.world).not.toHaveProperty('launchFallBack');
  expect(served.simulation.world.disabledRegions.size).toBe(0);
});

test('a command that is not understood changes nothing', async () => {
  const { status, answer } = await control({ quota: 1, explode: true });

  expect(status).toBe(400);
  expect(answer.issues).toHaveLength(1);
  expect(served.simulation.world.quota).toBe(Number.POSITIVE_INFINITY);
});

test('what EC2 does not have is an invalid action, and who does not sign is refused', async () => {
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return (await fetch(served.url, { method: 'POST', body, headers: { ...type, ...headers } })).text();
  };

  expect(await post('Action=MakeCoffee')).toMatch('<Code>InvalidAction</Code>');
  expect(await post('Action=DescribeInstances')).toMatch('<Code>MissingAuthenticationToken</Code>');
});
