import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { codeOf, world } from './launching';

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
