import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ControlConfig } from '../config';
import { equals, isTaggedAtBirth, ownArns } from './ec2-scope';

/**
 * Allows launching. EC2 requires the right on every resource of the launch, each with its own conditions. No launch
 * template and no `iam:PassRole`, so an instance never gets more rights than its creator.
 */
export function launchEc2(config: ControlConfig): readonly PolicyStatement[] {
  const run = ['ec2:RunInstances'];
  return [
    new PolicyStatement({
      sid: 'LaunchInstances',
      actions: run,
      resources: [ownArns('instance')],
      conditions: equals(isTaggedAtBirth(config), {
        'ec2:InstanceType': config.instanceTypes,
        'ec2:MetadataHttpTokens': 'required',
      }),
    }),
    new PolicyStatement({
      sid: 'LaunchWithEncryptedVolumes',
      actions: run,
      resources: [ownArns('volume')],
      conditions: { Bool: { 'ec2:Encrypted': 'true' } },
    }),
    new PolicyStatement({
      sid: 'LaunchFromImages',
      actions: run,
      // An image's ARN has no account, not even its owner's.
      resources: [`arn:${Aws.PARTITION}:ec2:*::image/*`],
    }),
    new PolicyStatement({
      sid: 'LaunchIntoNetworks',
      actions: run,
      resources: ['key-pair', 'network-interface', 'security-group', 'subnet'].map((type) => ownArns(type)),
    }),
    new PolicyStatement({
      sid: 'TagAtLaunch',
      actions: ['ec2:CreateTags'],
      resources: [ownArns('instance'), ownArns('volume')],
      conditions: equals({ 'ec2:CreateAction': 'RunInstances' }),
    }),
  ];
}
