import { allowedKeys } from './keys';
import {
  account,
  change,
  created,
  ec2,
  execution,
  guarded,
  here,
  image,
  instance,
  launch,
  license,
  machine,
  newest,
  type Request,
  region,
  table,
  volume,
} from './requests';

/** What the function needs. */
export const allowed: readonly Request[] = [
  ...['ec2:DescribeInstances', 'ec2:DescribeImages', 'ec2:DescribeSpotInstanceRequests', 'ec2:DescribeTags'].map(
    (action) => ({
      about: 'read here',
      action,
      resource: '*',
      context: here,
    }),
  ),
  {
    about: 'the protection of a guarded one',
    action: 'ec2:DescribeInstanceAttribute',
    resource: instance,
    context: { ...here, ...guarded },
  },
  { about: 'find Amazon Linux', action: 'ssm:GetParameter', resource: newest, context: here },
  ...change.map((action) => ({ about: 'guarded', action, resource: instance, context: { ...here, ...guarded } })),
  { about: 'with a license', action: 'ec2:StartInstances', resource: license, context: here },
  {
    about: 'guarded and created here',
    action: 'ec2:TerminateInstances',
    resource: instance,
    context: { ...here, ...guarded, ...created },
  },
  { about: 'as this API does', action: 'ec2:RunInstances', resource: ec2('instance/*'), context: launch },
  {
    about: 'an encrypted volume',
    action: 'ec2:RunInstances',
    resource: ec2('volume/*'),
    context: { ...here, 'ec2:Encrypted': 'true' },
  },
  { about: 'from any image', action: 'ec2:RunInstances', resource: image, context: here },
  ...['subnet/subnet-0123', 'security-group/sg-0123', 'network-interface/*', 'key-pair/mine'].map((resource) => ({
    about: 'into the own network',
    action: 'ec2:RunInstances',
    resource: ec2(resource),
    context: here,
  })),
  ...[instance, volume].map((resource) => ({
    about: 'tag at creation',
    action: 'ec2:CreateTags',
    resource,
    context: { ...here, 'ec2:CreateAction': 'RunInstances' },
  })),
  { about: 'start a job', action: 'states:StartExecution', resource: machine },
  { about: 'follow a job', action: 'states:DescribeExecution', resource: execution },
  { about: 'cancel a job', action: 'states:StopExecution', resource: execution },
  ...['GetItem', 'PutItem', 'UpdateItem', 'Query', 'BatchGetItem', 'BatchWriteItem'].map((name) => ({
    about: 'the own records',
    action: `dynamodb:${name}`,
    resource: table,
  })),
  { about: 'jobs by time', action: 'dynamodb:Query', resource: `${table}/index/by_time` },
  { about: 'jobs by caller', action: 'dynamodb:Query', resource: `${table}/index/by_caller` },
  ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({
    about: 'the own log',
    action,
    resource: `arn:aws:logs:${region}:${account}:log-group:control:log-stream:2026`,
  })),
  ...allowedKeys,
];
