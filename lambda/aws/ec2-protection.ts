import { DescribeInstanceAttributeCommand, DescribeSpotInstanceRequestsCommand } from '@aws-sdk/client-ec2';
import type { Instance } from '../domain/instance';
import type { Protection } from '../instances/ec2';
import { filter } from './ec2-read';
import type { Ec2Session } from './ec2-session';

/**
 * Reads what protects an instance from being stopped or terminated, which a Describe does not show. Loaded for dry runs
 * only.
 */
export async function protection(session: Ec2Session, instance: Instance): Promise<Protection> {
  const [stop, termination, oneTimeSpot] = await Promise.all([
    attribute(session, instance.instanceId, 'disableApiStop'),
    attribute(session, instance.instanceId, 'disableApiTermination'),
    instance.spot ? isOneTime(session, instance.instanceId) : false,
  ]);
  return { stop, termination, oneTimeSpot };
}

async function attribute(
  session: Ec2Session,
  instanceId: string,
  name: 'disableApiStop' | 'disableApiTermination',
): Promise<boolean> {
  const answer = await session.ask('DescribeInstanceAttribute', (client, options) =>
    client.send(new DescribeInstanceAttributeCommand({ InstanceId: instanceId, Attribute: name }), options),
  );
  return (name === 'disableApiStop' ? answer.DisableApiStop : answer.DisableApiTermination)?.Value ?? false;
}

/** Finds the instances whose Spot request launches another one when they are gone. */
export async function persistentSpot(session: Ec2Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { SpotInstanceRequests = [] } = await session.ask('DescribeSpotInstanceRequests', (client, options) =>
    client.send(new DescribeSpotInstanceRequestsCommand({ Filters: [filter('instance-id', ids)] }), options),
  );
  const lasting = SpotInstanceRequests.filter(({ Type, State }) => Type === 'persistent' && State !== 'cancelled');
  return new Set(lasting.flatMap(({ InstanceId }) => (InstanceId && ids.includes(InstanceId) ? [InstanceId] : [])));
}

/** Checks whether a Spot request is one-time: it is, unless it says that it is persistent. */
async function isOneTime(session: Ec2Session, instanceId: string): Promise<boolean> {
  const { SpotInstanceRequests = [] } = await session.ask('DescribeSpotInstanceRequests', (client, options) =>
    client.send(new DescribeSpotInstanceRequestsCommand({ Filters: [filter('instance-id', [instanceId])] }), options),
  );
  return !SpotInstanceRequests.some((request) => request.InstanceId === instanceId && request.Type === 'persistent');
}
