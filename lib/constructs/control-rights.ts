import { type IRole, Policy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { ControlConfig } from '../config';
import type { MachineIdentity } from '../machine-identity';
import { changeEc2, grantOnVolumeKeys } from '../policies/change-ec2';
import { launchEc2 } from '../policies/launch-ec2';
import { readEc2 } from '../policies/read-ec2';
import { runJobs } from '../policies/run-jobs';

export interface ControlRightsProps {
  readonly role: IRole;
  readonly config: ControlConfig;
  readonly machine: MachineIdentity;
}

/** What the function may do in the account: see, change and launch instances within the guards, and run jobs. */
export class ControlRights extends Construct {
  constructor(scope: Construct, id: string, { role, config, machine }: ControlRightsProps) {
    super(scope, id);
    const policy = new Policy(this, 'Policy', {
      roles: [role],
      statements: [
        ...readEc2(config),
        ...changeEc2(config),
        ...grantOnVolumeKeys(config.kmsKeyArns),
        ...launchEc2(config),
        ...runJobs(machine),
      ],
    });
  }
}
