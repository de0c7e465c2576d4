import type { DescribeInstanceAttributeRequest, DescribeSpotInstanceRequestsRequest } from '@aws-sdk/client-ec2';
import { Ec2Fault } from './fault';
import { matcherOf } from './filters';
import { targets, visible, type World } from './world';

/** DescribeInstanceAttribute, for the two protections. */
export function describeInstanceAttribute(world: World, region: string, input: DescribeInstanceAttributeRequest) {
  const [instance] = targets(world, region, input.InstanceId === undefined ? [] : [input.InstanceId]);
  if (instance === undefined) return {};
  switch (input.Attribute) {
    case 'disableApiStop':
      return { InstanceId: instance.instanceId, DisableApiStop: { Value: instance.stopProtected } };
    case 'disableApiTermination':
      return { InstanceId: instance.instanceId, DisableApiTermination: { Value: instance.terminationProtected } };
    default:
      throw new Ec2Fault('InvalidParameterValue', `Value (${input.Attribute}) for parameter attribute is invalid.`);
  }
}

/** DescribeSpotInstanceRequests: one request for each Spot Instance. */
export function describeSpotInstanceRequests(world: World, region: string, input: DescribeSpotInstanceRequestsRequest) {
  const spot = visible(world, region).filter((instance) => instance.spot !== undefined);
  return {
    SpotInstanceRequests: spot.filter(matcherOf(input.Filters ?? [])).map(({ instanceId, spot: type }) => ({
      SpotInstanceRequestId: instanceId.replace('i-', 'sir-').slice(0, 12),
      InstanceId: instanceId,
      Type: type,
    })),
  };
}
