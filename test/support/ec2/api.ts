import type {
  DescribeImagesRequest,
  DescribeInstanceAttributeRequest,
  DescribeInstancesRequest,
  DescribeInstanceTypesRequest,
  DescribeSpotInstanceRequestsRequest,
  DescribeSubnetsRequest,
  DescribeTagsRequest,
  RebootInstancesRequest,
  RunInstancesRequest,
  StartInstancesRequest,
  StopInstancesRequest,
  TerminateInstancesRequest,
} from '@aws-sdk/client-ec2';
import { describeInstanceAttribute, describeSpotInstanceRequests, describeTags } from './attributes';
import { describeImages, describeInstanceTypes, describeSubnets } from './catalog';
import { describeInstances } from './describe';
import { runInstances } from './launch';
import type { Origin, Simulation } from './simulation';
import { start } from './start';
import { stop } from './stop';
import { reboot, terminate } from './terminate';

/** The simulated EC2's operations for one origin, by EC2's names; each throws `Ec2Fault` or `NetworkFault`. */
export function api(simulation: Simulation, origin: Origin) {
  const { world } = simulation;
  const { region } = origin;
  return {
    DescribeInstances: (input: DescribeInstancesRequest) =>
      simulation.ask('DescribeInstances', origin, input, () => describeInstances(world, region, input)),
    DescribeInstanceAttribute: (input: DescribeInstanceAttributeRequest) =>
      simulation.ask('DescribeInstanceAttribute', origin, input, () => describeInstanceAttribute(world, region, input)),
    DescribeSpotInstanceRequests: (input: DescribeSpotInstanceRequestsRequest) =>
      simulation.ask('DescribeSpotInstanceRequests', origin, input, () =>
        describeSpotInstanceRequests(world, region, input),
      ),
    DescribeTags: (input: DescribeTagsRequest) =>
      simulation.ask('DescribeTags', origin, input, () => describeTags(world, region, input)),
    DescribeImages: (input: DescribeImagesRequest) =>
      simulation.ask('DescribeImages', origin, input, () => describeImages(world, input)),
    DescribeInstanceTypes: (input: DescribeInstanceTypesRequest) =>
      simulation.ask('DescribeInstanceTypes', origin, input, () => describeInstanceTypes(world, input)),
    DescribeSubnets: (input: DescribeSubnetsRequest) =>
      simulation.ask('DescribeSubnets', origin, input, () => describeSubnets(world, input)),
    RunInstances: (input: RunInstancesRequest) =>
      simulation.ask('RunInstances', origin, input, () => runInstances(world, region, input)),
    StartInstances: (input: StartInstancesRequest) =>
      simulation.ask('StartInstances', origin, input, () => start(world, region, input)),
    StopInstances: (input: StopInstancesRequest) =>
      simulation.ask('StopInstances', origin, input, () => stop(world, region, input)),
    RebootInstances: (input: RebootInstancesRequest) =>
      simulation.ask('RebootInstances', origin, input, () => reboot(world, region, input)),
    TerminateInstances: (input: TerminateInstancesRequest) =>
      simulation.ask('TerminateInstances', origin, input, () => terminate(world, region, input)),
  };
}
export type Api = ReturnType<typeof api>;
