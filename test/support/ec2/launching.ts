import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { api } from './api';
import { ManualClock } from './clock';
import { Simulation } from './simulation';
import type { SimulationOptions } from './simulation-options';

const origin = { region: 'us-east-1' };
/** A launch that EC2 takes. */
export const usual: RunInstancesRequest = {
  ImageId: 'ami-0a1b2c3d4e5f60718',
  InstanceType: 't2.micro',
  MinCount: 1,
  MaxCount: 1,
};

/** A simulated EC2 to launch instances in. */
export function world(options: SimulationOptions = {}) {
  const clock = new ManualClock();
  const simulation = new Simulation({ clock, ...options });
  const ec2 = api(simulation, origin);
  const launch = (more: Partial<RunInstancesRequest> = {}) => {
    const [instance] = ec2.RunInstances({ ...usual, ...more }).Instances;
    return instance?.InstanceId ?? '';
  };
  return { clock, simulation, ec2, launch };
}

/** The code of the error that a call ends with. */
export function codeOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}
