import { Policy, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { ControlConfig } from '../config';
import type { MachineIdentity } from '../machine-identity';
import { changeEc2 } from '../policies/change-ec2';
import { launchEc2 } from '../policies/launch-ec2';
import { otherRegions } from '../policies/other-regions';
import { readEc2 } from '../policies/read-ec2';
import { runJobs } from '../policies/run-jobs';
import { useVolumeKeys } from '../policies/volume-keys';
import type { RecordsTable } from './records-table';

export interface ControlRightsProps {
  readonly role: Role;
  readonly config: ControlConfig;
  readonly records: RecordsTable;
  readonly machine: MachineIdentity;
}

/**
 * What the API may do in the account, at whatever front: see, change and launch instances within the guards, keep records, and run
 * jobs. The function's role and the task's get it from here alike.
 */
export class ControlRights extends Construct {
  constructor(scope: Construct, id: string, { role, config, records, machine }: ControlRightsProps) {
    super(scope, id);
    records.grantUse(role);
    const policy = new Policy(this, 'Policy', {
      roles: [role],
      statements: [...(config.docker === undefined ? ec2Rights(config) : []), ...runJobs(machine)],
    });
    acknowledge(policy, {
      ...wildcards('ec2:*:<AWS::AccountId>', {
        'instance/*': 'Ids are known at run time; the tags of the conditions say which instances.',
        'volume/*': 'A volume has no id before it is launched; it must be encrypted.',
        'network-interface/*': 'A network interface has no id before it is launched.',
        'key-pair/*': 'The caller of create chooses the key pair.',
        'security-group/*': 'The caller of create chooses the security groups.',
        'subnet/*': 'The caller of create chooses the subnet.',
      }),
      ...wildcards('ec2:*:', { 'image/*': 'The caller of create chooses the image.' }),
      ...wildcards('ssm:*:', {
        'parameter/aws/service/ami-amazon-linux-latest/al2023-ami-*':
          'The public parameters of one image, one for each architecture.',
      }),
      ...wildcards('license-manager:*:<AWS::AccountId>', {
        'license-configuration:*': 'EC2 asks for it beside the right to start the instance itself.',
      }),
      ...wildcards('states:<AWS::Region>:<AWS::AccountId>', {
        [`execution:${machine.name}:*`]: 'An execution of the one machine is named when its job starts.',
      }),
      'AwsSolutions-IAM5[Resource::*]': "EC2's Describe calls know no resources; a denial takes other regions away.",
    });
  }
}

function ec2Rights(config: ControlConfig) {
  return [
    ...readEc2(config),
    ...changeEc2(config),
    ...useVolumeKeys(config.kmsKeyArns),
    ...launchEc2(config),
    ...otherRegions(config),
  ];
}

/** Reasons by resource, as cdk-nag names its findings. */
function wildcards(service: string, reasons: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(reasons).map(([resource, reason]) => [
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${service}:${resource}]`,
      reason,
    ]),
  );
}
