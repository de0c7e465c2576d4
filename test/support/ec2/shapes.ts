import type { Instance, InstanceStateChange, InstanceState as StateShape } from '@aws-sdk/client-ec2';
import { defined } from '../../../contract/defined';
import type { NamedState } from '../../../contract/states';
import type { SimulatedInstance } from './instance';

const codes: Readonly<Record<NamedState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** A state as EC2 writes it; what is in the high byte of the code is EC2's own business, and is there to be ignored. */
export function stateShape(state: NamedState): StateShape {
  return { Code: codes[state] + 256, Name: state };
}

/** Makes a change and tells of it as EC2 does: the state before, and the state after. */
export function change(instance: SimulatedInstance, apply: () => void): InstanceStateChange {
  const before = stateShape(instance.state);
  apply();
  return { InstanceId: instance.instanceId, PreviousState: before, CurrentState: stateShape(instance.state) };
}

/** An instance as DescribeInstances tells of it. */
export function instanceShape(instance: SimulatedInstance): Instance {
  const { reason, publicIp, privateIp, spot, launch } = instance;
  if (instance.bare) return { InstanceId: instance.instanceId };
  return {
    InstanceId: instance.instanceId,
    ImageId: instance.imageId,
    InstanceType: instance.instanceType as NonNullable<Instance['InstanceType']>,
    State:
      instance.stateName === undefined ? stateShape(instance.state) : { Code: 96, Name: instance.stateName as never },
    LaunchTime: new Date(instance.launchTime),
    Placement: { AvailabilityZone: instance.availabilityZone },
    SubnetId: instance.subnetId,
    HibernationOptions: { Configured: instance.hibernation },
    Tags: instance.tagsHidden ? [] : Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value })),
    NetworkInterfaces: interfaces(instance),
    ...(publicIp === null ? {} : { PublicIpAddress: publicIp }),
    ...(privateIp === null ? {} : { PrivateIpAddress: privateIp }),
    ...(reason === undefined ? {} : { StateReason: { Code: reason.code, Message: reason.message } }),
    ...(spot === undefined ? {} : { InstanceLifecycle: 'spot' as const }),
    ...defined({ ClientToken: launch?.ClientToken, KeyName: launch?.KeyName }),
  };
}

function interfaces({ publicIp, privateIp, secondary }: SimulatedInstance): NonNullable<Instance['NetworkInterfaces']> {
  if (privateIp === null) return [];
  const all = [{ privateIp, publicIp }, ...secondary];
  return [
    {
      PrivateIpAddress: privateIp,
      PrivateIpAddresses: all.map((one, index) => ({
        Primary: index === 0,
        PrivateIpAddress: one.privateIp,
        ...(one.publicIp ? { Association: { PublicIp: one.publicIp } } : {}),
      })),
    },
  ];
}
