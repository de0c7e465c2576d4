import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ControlConfig } from '../config';
import { equals, inRegions, ownArns } from './ec2-scope';

/** Reading. EC2's Describe calls know no resources, so what a caller may see is decided by the function. */
export function readEc2(config: ControlConfig): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'DescribeEc2',
      actions: [
        'ec2:DescribeImages',
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeSpotInstanceRequests',
        'ec2:DescribeSubnets',
      ],
      resources: ['*'],
      conditions: equals(inRegions(config)),
    }),
    new PolicyStatement({
      sid: 'ReadProtection',
      actions: ['ec2:DescribeInstanceAttribute'],
      resources: [ownArns('instance')],
      conditions: equals(inRegions(config)),
    }),
    new PolicyStatement({
      sid: 'FindAmazonLinux',
      actions: ['ssm:GetParameter', 'ssm:GetParameters'],
      resources: [`arn:${Aws.PARTITION}:ssm:*::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-*`],
      conditions: equals(inRegions(config)),
    }),
  ];
}
