import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  EC2Client,
  type Instance,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { ensureDefaultInstance } from '../../../scripts/deployment/default-instance';

const ec2 = mockClient(EC2Client);
const client = new EC2Client({ region: 'us-east-1' });
const mark = { Key: 'ec2-control:default', Value: 'true' };

beforeEach(() => {
  ec2.reset();
  ec2.on(RunInstancesCommand).resolves({ Instances: [{ InstanceId: 'i-new' }] });
});

function existing(...instances: readonly Instance[]): void {
  ec2.on(DescribeInstancesCommand).resolves({ Reservations: instances.map((one) => ({ Instances: [one] })) });
}

const instance = (id: string, day: number, more: Instance = {}): Instance => ({
  InstanceId: id,
  LaunchTime: new Date(Date.UTC(2026, 0, day)),
  State: { Name: 'running' },
  Tags: [mark],
  ...more,
});

test('one that is there is used, the oldest of several', async () => {
  existing(instance('i-young', 2), instance('i-old', 1, { State: { Name: 'stopped' } }));

  expect(await ensureDefaultInstance(client)).toEqual({ instanceId: 'i-old', launched: false });
  expect(ec2.commandCalls(RunInstancesCommand)).toHaveLength(0);
});

test.each([
  ['none is there', []],
  ['it is terminated', [instance('i-gone', 1, { State: { Name: 'terminated' } })]],
  ['the emulator does not apply the filter', [instance('i-other', 1, { Tags: [{ Key: 'Name', Value: 'other' }] })]],
])('one is launched when %s, with the mark and the guard tag', async (_what, instances) => {
  existing(...instances);

  expect(await ensureDefaultInstance(client)).toEqual({ instanceId: 'i-new', launched: true });

  const [call] = ec2.commandCalls(RunInstancesCommand);
  expect(call?.args[0].input.TagSpecifications?.[0]?.Tags).toEqual(
    expect.arrayContaining([mark, { Key: 'ec2-control:managed', Value: 'true' }]),
  );
});

test('an EC2 that launches nothing is a failure', async () => {
  existing();
  ec2.on(RunInstancesCommand).resolves({});

  await expect(ensureDefaultInstance(client)).rejects.toThrow('without an instance');
});

describe('another guard tag of the deployment', () => {
  const guard = { Key: 'Owner', Value: 'lab=1' };

  test('is on the instance that is launched', async () => {
    existing();

    await ensureDefaultInstance(client, 'Owner=lab=1');

    const [call] = ec2.commandCalls(RunInstancesCommand);
    expect(call?.args[0].input.TagSpecifications?.[0]?.Tags).toEqual(expect.arrayContaining([mark, guard]));
  });

  test('takes the place of a tag with the same key', async () => {
    existing();

    await ensureDefaultInstance(client, 'Name=mine');

    const [call] = ec2.commandCalls(RunInstancesCommand);
    const names = call?.args[0].input.TagSpecifications?.[0]?.Tags?.filter(({ Key }) => Key === 'Name');
    expect(names).toEqual([{ Key: 'Name', Value: 'mine' }]);
  });

  test('is put on the instance that is there', async () => {
    existing(instance('i-old', 1));
    ec2.on(CreateTagsCommand).resolves({});

    await ensureDefaultInstance(client, 'Owner=lab=1');

    expect(ec2.commandCalls(CreateTagsCommand)[0]?.args[0].input).toEqual({ Resources: ['i-old'], Tags: [guard] });
  });

  test('off is none', async () => {
    existing(instance('i-old', 1));

    await ensureDefaultInstance(client, 'off');

    expect(ec2.commandCalls(CreateTagsCommand)).toHaveLength(0);
  });
});
