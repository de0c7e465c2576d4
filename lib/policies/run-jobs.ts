import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { MachineIdentity } from '../machine-identity';

/** Allows starting, reading and cancelling jobs of the one machine. */
export function runJobs(machine: MachineIdentity): readonly PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'StartJobs', actions: ['states:StartExecution'], resources: [machine.arn] }),
    new PolicyStatement({
      sid: 'FollowJobs',
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: [machine.executions],
    }),
  ];
}
