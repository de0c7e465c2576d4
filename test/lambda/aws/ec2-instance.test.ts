import type { Instance as Ec2Instance } from '@aws-sdk/client-ec2';
import { instanceFromEc2, stateFromEc2 } from '../../../lambda/aws/ec2-instance';

const launchTime = '2026-01-15T09:00:00.000Z';

const usual: Ec2Instance = {
  InstanceId: 'i-0a1b2c3d',
  InstanceType: 't2.micro',
  State: { Code: 16, Name: 'running' },
  LaunchTime: new Date(launchTime),
  Placement: { AvailabilityZone: 'us-east-1a' },
  PublicIpAddress: '203.0.113.7',
  PrivateIpAddress: '10.0.0.7',
  Tags: [
    { Key: 'Name', Value: 'web' },
    { Key: 'Empty', Value: '' },
  ],
};

test('an instance keeps what EC2 tells of it', () => {
  expect(instanceFromEc2(usual)).toEqual({
    instanceId: 'i-0a1b2c3d',
    name: 'web',
    state: 'running',
    ip: '203.0.113.7',
    privateIp: '10.0.0.7',
    instanceType: 't2.micro',
    availabilityZone: 'us-east-1a',
    launchTime,
    tags: { Name: 'web', Empty: '' },
    spot: false,
    hibernation: false,
  });
});

test('what EC2 leaves out is null, empty or absent, as the domain has it', () => {
  expect(instanceFromEc2({ InstanceId: 'i-0a1b2c3d', StateReason: {}, Tags: [{ Key: 'Name', Value: '' }] })).toEqual({
    instanceId: 'i-0a1b2c3d',
    name: null,
    state: 'unknown',
    ip: null,
    privateIp: null,
    instanceType: null,
    availabilityZone: null,
    launchTime: null,
    tags: { Name: '' },
    spot: false,
    hibernation: false,
  });
});

test('what is only sometimes there is read too', () => {
  const instance = instanceFromEc2({
    ...usual,
    InstanceLifecycle: 'spot',
    HibernationOptions: { Configured: true },
    StateReason: { Code: 'Client.InternalError' },
    Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'fleet' }],
  });

  expect(instance).toMatchObject({
    spot: true,
    hibernation: true,
    autoScalingGroup: 'fleet',
    stateReason: { code: 'Client.InternalError', message: '' },
  });
});

test('a scheduled instance is no Spot Instance', () => {
  expect(instanceFromEc2({ ...usual, InstanceLifecycle: 'scheduled' })?.spot).toBe(false);
});

test('a tag may have any name', () => {
  const instance = instanceFromEc2({ ...usual, Tags: [{ Key: '__proto__', Value: 'x' }, { Value: 'no key' }] });

  expect(Object.entries(instance?.tags ?? {})).toEqual([['__proto__', 'x']]);
});

test('something without an id is no instance', () => {
  expect(instanceFromEc2({ InstanceType: 't2.micro' })).toBeUndefined();
});

test('a state is known by its name, else by the low byte of its number', () => {
  expect(stateFromEc2({ Code: 272, Name: 'running' })).toBe('running');
  expect(stateFromEc2({ Code: 80 })).toBe('stopped');
  expect(stateFromEc2({ Code: 256 + 32 })).toBe('shutting-down');
});

test('a state that EC2 names and this API does not is unknown, with what EC2 calls it', () => {
  expect(stateFromEc2({ Code: 16, Name: 'suspended' as 'running' })).toBe('unknown');
  expect(stateFromEc2(undefined)).toBe('unknown');
  expect(instanceFromEc2({ ...usual, State: { Code: 96, Name: 'suspended' as 'running' } })).toMatchObject({
    state: 'unknown',
    stateReason: { code: 'suspended', message: 'EC2 calls it "suspended"' },
  });
});
