import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ControlConfig } from '../config';
import { equals, isCreatedHere, isGuarded, isNoGroupMember, ownArns } from './ec2-scope';

/**
 * Changing instances that exist: only those with the guard tag, and deleting only those that this API created. The
 * function checks the same before it calls; a tag can change in between, and this is what holds then.
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
