import type {
  DescribeInstanceAttributeRequest,
  DescribeSpotInstanceRequestsRequest,
  DescribeTagsRequest,
} from '@aws-sdk/client-ec2';
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

/** DescribeTags of instances, filtered by `resource-id` and `resource-type` where filters are heeded. */
export function describeTags(world: World, region: string, { Filters = [] }: DescribeTagsRequest) {
  const asked = new Set(Filters.flatMap(({ Name, Values = [] }) => (Name === 'resource-id' ? Values : [])));
  const shown = visible(world, region).filter(({ instanceId }) => world.filtersIgnored || asked.has(instanceId));
  return {
    Tags: shown.flatMap(({ instanceId, tags }) =>
      Object.entries(tags).map(([Key, Value]) => ({
        ResourceId: instanceId,
        ResourceType: 'instance' as const,
        Key,
        Value,
      })),
    ),
  };
}
