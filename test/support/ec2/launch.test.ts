import { usualDelays } from './instance';
import { codeOf, usual, world } from './launching';

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
