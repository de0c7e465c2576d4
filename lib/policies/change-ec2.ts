import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ControlConfig } from '../config';
import { equals, isCreatedHere, isGuarded, isNoGroupMember, ownArns } from './ec2-scope';

/**
 * Allows changing instances with the guard tag, and deleting those that this API created. The function checks the same
 * before it calls; when a tag changes in between, this policy decides.
 */
export function changeEc2(config: ControlConfig): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'StartInstances',
      actions: ['ec2:StartInstances'],
      resources: [ownArns('instance')],
      conditions: equals(isGuarded(config)),
    }),
    new PolicyStatement({
      sid: 'StopInstances',
      actions: ['ec2:RebootInstances', 'ec2:StopInstances'],
      resources: [ownArns('instance')],
      conditions: { ...equals(isGuarded(config)), ...isNoGroupMember },
    }),
    new PolicyStatement({
      // EC2 asks for it when the instance was launched under a License Manager configuration.
      sid: 'StartLicensedInstances',
      actions: ['ec2:StartInstances'],
      resources: [`arn:${Aws.PARTITION}:license-manager:*:${Aws.ACCOUNT_ID}:license-configuration:*`],
    }),
    new PolicyStatement({
      sid: 'TerminateInstances',
      actions: ['ec2:TerminateInstances'],
      resources: [ownArns('instance')],
      conditions: { ...equals(isGuarded(config), isCreatedHere(config)), ...isNoGroupMember },
    }),
  ];
}
