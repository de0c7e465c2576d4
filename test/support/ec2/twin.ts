import type { Ec2, Ec2Of } from '../../../lambda/instances/ec2';
import type { InstanceSpec } from './add';
import { ManualClock } from './clock';
import type { SimulatedInstance } from './instance';
import { Simulation } from './simulation';
import type { SimulationOptions } from './simulation-options';
import { twinPort } from './twin-port';

export interface SimulatedEc2Options extends SimulationOptions<ManualClock> {
  /** The region of `ec2` and of instances added, which is the deployment's own. @default us-east-1 */
  readonly region?: string;
}

/** The simulated EC2 in the same process: the twin of the adapter in `lambda/aws/ec2.ts`. */
export interface SimulatedEc2 {
  /** EC2 of the deployment's own region. */
  readonly ec2: Ec2;
  readonly ec2Of: Ec2Of;
  readonly clock: ManualClock;
  readonly simulation: Simulation;
  /** What EC2 was asked, oldest first. */
  readonly calls: Simulation['calls'];
  /** How often EC2 was asked; an operation's name, or all. */
  count(operation?: string): number;
  /** Puts an instance in, by default running; returns its id. */
  add(spec?: InstanceSpec): string;
  /** The instance as it is now, to look at or to change. */
  instance(instanceId: string): SimulatedInstance;
  fail: Simulation['fail'];
}

export function createSimulatedEc2(options: SimulatedEc2Options = {}): SimulatedEc2 {
  const { region = 'us-east-1', clock = new ManualClock() } = options;
  const simulation = new Simulation({ ...options, clock });
  const ec2Of: Ec2Of = (of, credentials) => twinPort(simulation, region, of, credentials);
  return {
    ec2: ec2Of(region),
    ec2Of,
    clock,
    simulation,
    calls: simulation.calls,
    count: (operation) =>
      simulation.calls.filter((call) => operation === undefined || call.operation === operation).length,
    add: (spec) => simulation.addInstance(region, spec).instanceId,
    instance: (instanceId) => simulation.instance(instanceId),
    fail: (fault) => simulation.fail(fault),
  };
}
