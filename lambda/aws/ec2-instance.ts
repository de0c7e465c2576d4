import type { Instance as Ec2Instance, InstanceState as Ec2State } from '@aws-sdk/client-ec2';
import { InstanceState, instanceStates } from '../../contract/states';
import { autoScalingGroupTag, type Instance } from '../domain/instance';

/** EC2's numbers of the states; the high byte of what EC2 sends is for its own use. */
const stateByCode: Readonly<Record<number, InstanceState>> = {
  0: InstanceState.pending,
  16: InstanceState.running,
  32: InstanceState.shuttingDown,
  48: InstanceState.terminated,
  64: InstanceState.stopping,
  80: InstanceState.stopped,
};

/**
 * EC2's state as the product's. A state that does not exist yet is looked up by its number, and where that is new too it
 * is `pending`: whoever asks to stop or reboot is told that the instance is busy, and nothing is done on a guess.
 */
export function stateFromEc2(state: Ec2State | undefined): InstanceState {
  const known = instanceStates.find((name) => name === state?.Name);
  if (known !== undefined) return known;
  return (state?.Code === undefined ? undefined : stateByCode[state.Code & 0xff]) ?? InstanceState.pending;
}

/**
 * An instance of EC2's answer as the domain's.
 * @returns undefined for an instance without an id, which is none
 */
export function instanceFromEc2(from: Ec2Instance): Instance | undefined {
  if (!from.InstanceId) return undefined;
  const tags = Object.fromEntries((from.Tags ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
  const group = tags[autoScalingGroupTag];
  const reason = from.StateReason;
  return {
    instanceId: from.InstanceId,
    name: tags.Name || null,
    state: stateFromEc2(from.State),
    ip: from.PublicIpAddress || null,
    privateIp: from.PrivateIpAddress || null,
    instanceType: from.InstanceType ?? '',
    availabilityZone: from.Placement?.AvailabilityZone ?? '',
    launchTime: (from.LaunchTime ?? new Date(0)).toISOString(),
    tags,
    spot: from.InstanceLifecycle === 'spot',
    hibernation: from.HibernationOptions?.Configured ?? false,
    ...(reason?.Code ? { stateReason: { code: reason.Code, message: reason.Message ?? '' } } : {}),
    ...(group === undefined ? {} : { autoScalingGroup: group }),
  };
}
