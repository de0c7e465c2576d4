import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ControlConfig } from '../config';
import { equals, isGuarded, ownArns } from './ec2-scope';

/** Allows reading. EC2's Describe calls have no resources, so the function decides what a caller may see. */
export function readEc2(config: Pick<ControlConfig, 'guardTag'>): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'DescribeEc2',
      actions: [
        'ec2:DescribeImages',
        'ec2:DescribeInstances',
        'ec2:DescribeSpotInstanceRequests',
        // DescribeInstances may leave out the tags by which the guards decide.
        'ec2:DescribeTags',
      ],
      resources: ['*'],
    }),
    new PolicyStatement({
      // User data is an attribute, too, and EC2 has no condition on which one is read. A dry run asks for the protection of
      // instances only that passed the guard, so the user data of all others stays out of reach.
      sid: 'ReadProtection',
      actions: ['ec2:DescribeInstanceAttribute'],
      resources: [ownArns('instance')],
      conditions: equals(isGuarded(config)),
    }),
    new PolicyStatement({
      sid: 'FindAmazonLinux',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${Aws.PARTITION}:ssm:*::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-*`],
    }),
  ];
}
