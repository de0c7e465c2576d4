import { DescribeInstanceAttributeCommand, DescribeSpotInstanceRequestsCommand } from '@aws-sdk/client-ec2';
import type { Instance } from '../domain/instance';
import type { Protection } from '../instances/ec2';
import { withProblems } from './ec2-problems';
import { type Ec2Endpoint, filter } from './ec2-read';

/** What keeps an instance from being stopped or terminated, and a Describe does not show. Loaded for dry runs only. */
export async function protection(endpoint: Ec2Endpoint, instance: Instance): Promise<Protection> {
  const [stop, termination, oneTimeSpot] = await Promise.all([
    attribute(endpoint, instance.instanceId, 'disableApiStop'),
    attribute(endpoint, instance.instanceId, 'disableApiTermination'),
    instance.spot ? isOneTime(endpoint, instance.instanceId) : false,
  ]);
  return { stop, termination, oneTimeSpot };
}

async function attribute(
  { client, context }: Ec2Endpoint,
  instanceId: string,
  name: 'disableApiStop' | 'disableApiTermination',
): Promise<boolean> {
  const answer = await withProblems(context, 'DescribeInstanceAttribute', () =>
    client.send(new DescribeInstanceAttributeCommand({ InstanceId: instanceId, Attribute: name })),
  );
  return (name === 'disableApiStop' ? answer.DisableApiStop : answer.DisableApiTermination)?.Value ?? false;
}

/** A Spot request is one-time unless it says that it is persistent. */
async function isOneTime({ client, context }: Ec2Endpoint, instanceId: string): Promise<boolean> {
  const { SpotInstanceRequests = [] } = await withProblems(context, 'DescribeSpotInstanceRequests', () =>
    client.send(new DescribeSpotInstanceRequestsCommand({ Filters: [filter('instance-id', [instanceId])] })),
  );
  return !SpotInstanceRequests.some((request) => request.InstanceId === instanceId && request.Type === 'persistent');
}
