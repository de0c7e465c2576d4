import { defined } from '../../contract/defined';
import { InstanceState, instanceStates, unknownState } from '../../contract/states';
import { autoScalingGroupTag, type Instance, type StateReason } from '../domain/instance';
import type { Ec2Instance, Ec2State } from './ec2-answers';

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
 * Converts EC2's state. One that this API does not know is `unknown`, and so is none at all: nothing is done on a
 * guess. A state without a name is looked up by its number.
 */
export function stateFromEc2(state: Ec2State | undefined): InstanceState {
  if (state?.Name !== undefined) return instanceStates.find((name) => name === state.Name) ?? unknownState;
  return (state?.Code === undefined ? undefined : stateByCode[state.Code & 0xff]) ?? unknownState;
}

/**
 * Converts an instance of EC2's answer.
 * @returns undefined for an instance without an id, which is none
 */
export function instanceFromEc2(from: Ec2Instance): Instance | undefined {
  if (!from.InstanceId) return undefined;
  const tags = Object.fromEntries((from.Tags ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
  const group = tags[autoScalingGroupTag];
  const stateReason = reasonFromEc2(from);
  return {
    instanceId: from.InstanceId,
    name: tags.Name || null,
    state: stateFromEc2(from.State),
    ip: from.PublicIpAddress || null,
    privateIp: from.PrivateIpAddress || null,
    instanceType: from.InstanceType ?? null,
    availabilityZone: from.Placement?.AvailabilityZone ?? null,
    launchTime: from.LaunchTime?.toISOString() ?? null,
    tags,
    spot: from.InstanceLifecycle === 'spot',
    hibernation: from.HibernationOptions?.Configured ?? false,
    ...defined({ stateReason, autoScalingGroup: group }),
  };
}

/** Explains why the instance is in its state; for a state that this API does not know, it gives EC2's name. */
function reasonFromEc2({ State, StateReason }: Ec2Instance): StateReason | undefined {
  if (State?.Name !== undefined && stateFromEc2(State) === unknownState) {
    return { code: State.Name, message: `EC2 calls it "${State.Name}"` };
  }
  return StateReason?.Code ? { code: StateReason.Code, message: StateReason.Message ?? '' } : undefined;
}
