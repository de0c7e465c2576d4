import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ownArns } from './ec2-scope';

/** Reading. EC2's Describe calls know no resources, so what a caller may see is decided by the function. */
export function readEc2(): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'DescribeEc2',
      actions: ['ec2:DescribeImages', 'ec2:DescribeInstances', 'ec2:DescribeSpotInstanceRequests'],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'ReadProtection',
      actions: ['ec2:DescribeInstanceAttribute'],
      resources: [ownArns('instance')],
    }),
    new PolicyStatement({
      sid: 'FindAmazonLinux',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${Aws.PARTITION}:ssm:*::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-*`],
    }),
  ];
}
