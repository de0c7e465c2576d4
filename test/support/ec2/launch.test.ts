import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { api } from './api';
import { ManualClock } from './clock';
import { usualDelays } from './instance';
import { Simulation } from './simulation';
import type { SimulationOptions } from './simulation-options';

const origin = { region: 'us-east-1' };
const usual: RunInstancesRequest = {
  ImageId: 'ami-0a1b2c3d4e5f60718',
  InstanceType: 't2.micro',
  MinCount: 1,
  MaxCount: 1,
};

function world(options: SimulationOptions = {}) {
  const clock = new ManualClock();
  const simulation = new Simulation({ clock, ...options });
  const ec2 = api(simulation, origin);
  const launch = (more: Partial<RunInstancesRequest> = {}) => {
    const [instance] = ec2.RunInstances({ ...usual, ...more }).Instances;
    return instance?.InstanceId ?? '';
  };
  return { clock, simulation, ec2, launch };
}

/** The code of the error that a call ends with. */
function codeOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

test('a launched instance is pending, then running with an address, and carries its tags', () => {
  const { clock, simulation, launch } = world();
  const tags = [{ Key: 'Name', Value: 'web' }];

  const id = launch({ TagSpecifications: [{ ResourceType: 'instance', Tags: tags }], UserData: 'I2Nsb3Vk' });

  expect(simulation.instance(id)).toMatchObject({
    state: 'pending',
    tags: { Name: 'web' },
    launch: { UserData: 'I2Nsb3Vk' },
  });
  clock.advance(usualDelays.pending);
  expect(simulation.instance(id)).toMatchObject({ state: 'running', publicIp: expect.any(String) });
});

test('EC2 tells no public address with the launch itself', () => {
  const { ec2 } = world();

  expect(ec2.RunInstances(usual).Instances[0]).not.toHaveProperty('PublicIpAddress');
});

test('an instance has a public address where its subnet or the request says so', () => {
  const { simulation, launch } = world();
  const [withAddress, without] = simulation.world.subnets.map((subnet) => subnet.subnetId);
  const asked = { DeviceIndex: 0, SubnetId: without, AssociatePublicIpAddress: true };

  const ids = [{ SubnetId: withAddress }, { SubnetId: without }, { NetworkInterfaces: [asked] }].map(launch);

  const addresses = ids.map((id) => simulation.instance(id).publicIp);
  expect(addresses).toEqual([expect.any(String), null, expect.any(String)]);
});

test('a fresh instance is not known for a while', () => {
  const { clock, ec2, launch } = world({ delays: { visibility: 3000 } });
  const id = launch();

  expect(codeOf(() => ec2.StopInstances({ InstanceIds: [id] }))).toBe('InvalidInstanceID.NotFound');
  expect(ec2.DescribeInstances({ Filters: [{ Name: 'instance-id', Values: [id] }] }).Reservations).toEqual([]);
  clock.advance(3000);
  expect(ec2.DescribeInstances({ InstanceIds: [id] }).Reservations).toHaveLength(1);
});

test('a launch falls back where it is made to', () => {
  const reason = { code: 'Client.InternalError', message: 'Client error on launch' };
  const { clock, simulation, launch } = world({ launchFallBack: { to: 'terminated', reason } });
  const id = launch();

  clock.advance(usualDelays.pending);

  expect(simulation.instance(id)).toMatchObject({ state: 'terminated', reason, publicIp: null });
});

test('the same client token gives the same launch, and refuses another one', () => {
  const { clock, ec2, simulation, launch } = world();

  const [first, again] = [launch({ ClientToken: 'job-1' }), launch({ ClientToken: 'job-1' })];

  expect(again).toBe(first);
  expect(simulation.world.instances.size).toBe(1);
  expect(codeOf(() => launch({ ClientToken: 'job-1', InstanceType: 't3.micro' }))).toBe('IdempotentParameterMismatch');
  ec2.TerminateInstances({ InstanceIds: [first] });
  clock.advance(usualDelays.shuttingDown);
  simulation.instance(first);
  expect(codeOf(() => launch({ ClientToken: 'job-1' }))).toBe('IdempotentInstanceTerminated');
  expect(launch({ ClientToken: 'job-2' })).not.toBe(first);
});

test.each<[string, Partial<RunInstancesRequest>]>([
  ['InvalidAMIID.Malformed', { ImageId: 'ami-x' }],
  ['InvalidAMIID.NotFound', { ImageId: 'ami-00000000' }],
  ['InvalidParameterValue', { InstanceType: 'nonsense' as 't2.micro' }],
  ['InvalidParameterValue', { InstanceType: 't4g.micro' }],
  ['InvalidParameterValue', { UserData: Buffer.alloc(16_385).toString('base64') }],
  ['InvalidParameterValue', { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:x', Value: '' }] }] }],
  ['InvalidKeyPair.NotFound', { KeyName: 'nobody' }],
  ['InvalidGroup.NotFound', { SecurityGroupIds: ['sg-00000000'] }],
  ['InvalidSubnetID.NotFound', { SubnetId: 'subnet-00000000' }],
  ['InsufficientFreeAddressesInSubnet', { SubnetId: 'subnet-full' }],
  ['InvalidParameterCombination', { SubnetId: 'subnet-a', NetworkInterfaces: [{ DeviceIndex: 0 }] }],
  ['VcpuLimitExceeded', { MinCount: 3, MaxCount: 3 }],
])('EC2 refuses with %s a launch with %j', (code, more) => {
  const subnets = [
    { subnetId: 'subnet-a', availabilityZone: 'us-east-1a', publicAddresses: true, freeAddresses: 100 },
    { subnetId: 'subnet-full', availabilityZone: 'us-east-1a', publicAddresses: true, freeAddresses: 0 },
  ];
  const { simulation, launch } = world({ missingImages: ['ami-00000000'], quota: 2, subnets });

  expect(codeOf(() => launch(more))).toBe(code);
  expect(simulation.world.instances.size).toBe(0);
});

test('capacity may be missing for one type, a number of times', () => {
  const { simulation, launch } = world();
  simulation.fail({
    operation: 'RunInstances',
    code: 'InsufficientInstanceCapacity',
    instanceType: 't2.micro',
    times: 2,
  });

  const codes = [1, 2, 3].map(() => codeOf(() => launch()));

  expect(codes).toEqual(['InsufficientInstanceCapacity', 'InsufficientInstanceCapacity', undefined]);
});

test('capacity missing for one type leaves the others', () => {
  const { simulation, launch } = world();
  simulation.fail({ operation: '*', code: 'InsufficientInstanceCapacity', instanceType: 't2.micro', times: 9 });

  expect(codeOf(() => launch({ InstanceType: 't3.micro' }))).toBeUndefined();
  expect(codeOf(() => launch())).toBe('InsufficientInstanceCapacity');
});

test('a dry run launches nothing', () => {
  const { simulation, launch } = world();

  expect(codeOf(() => launch({ DryRun: true }))).toBe('DryRunOperation');
  expect(simulation.world.instances.size).toBe(0);
});

test('what a launch may name can be looked up', () => {
  const { ec2, simulation } = world();

  expect(ec2.DescribeImages({ ImageIds: ['ami-0b2c3d4e5f6071829'] }).Images).toMatchObject([{ Architecture: 'arm64' }]);
  expect(ec2.DescribeInstanceTypes({ InstanceTypes: ['t4g.micro'] }).InstanceTypes).toMatchObject([
    { InstanceType: 't4g.micro', ProcessorInfo: { SupportedArchitectures: ['arm64'] } },
  ]);
  expect(ec2.DescribeSubnets({}).Subnets).toHaveLength(simulation.world.subnets.length);
});
