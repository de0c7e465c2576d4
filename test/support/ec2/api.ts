import type {
  DescribeInstanceAttributeRequest,
  DescribeInstancesRequest,
  DescribeSpotInstanceRequestsRequest,
  RebootInstancesRequest,
  StartInstancesRequest,
  StopInstancesRequest,
  TerminateInstancesRequest,
} from '@aws-sdk/client-ec2';
import { describeInstanceAttribute, describeSpotInstanceRequests } from './attributes';
import { describeInstances } from './describe';
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
