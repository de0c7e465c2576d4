import {
  account,
  change,
  created,
  elsewhere,
  foreign,
  guarded,
  here,
  instance,
  licence,
  newest,
  other,
  type Request,
  region,
} from './requests';

/** Reading and changing instances in ways that are not asked of the function. */
export const deniedInstances: readonly Request[] = [
  { about: 'read elsewhere', action: 'ec2:DescribeInstances', resource: '*', context: elsewhere },
  { about: 'read more of EC2', action: 'ec2:DescribeVpcs', resource: '*', context: here },
  { about: 'user data of unguarded', action: 'ec2:DescribeInstanceAttribute', resource: instance, context: here },
  {
    about: 'user data elsewhere',
    action: 'ec2:DescribeInstanceAttribute',
    resource: instance,
    context: { ...elsewhere, ...guarded },
  },
  {
    about: "another account's",
    action: 'ec2:DescribeInstanceAttribute',
    resource: foreign,
    context: { ...here, ...guarded },
  },
  ...['ec2:ModifyInstanceMetadataOptions', 'ec2:MonitorInstances', 'ec2:GetPasswordData', 'ec2:GetConsoleOutput'].map(
    (action) => ({ about: 'guarded', action, resource: instance, context: { ...here, ...guarded, ...created } }),
  ),
  {
    about: 'a role for what is guarded',
    action: 'ec2:AssociateIamInstanceProfile',
    resource: instance,
    context: { ...here, ...guarded, ...created },
  },
  { about: 'take the protection off', action: 'ec2:ModifyInstanceAttribute', resource: instance, context: here },
  {
    about: 'a parameter of the account',
    action: 'ssm:GetParameter',
    resource: `arn:aws:ssm:${region}:${account}:parameter/database/password`,
    context: here,
  },
  { about: 'elsewhere', action: 'ssm:GetParameter', resource: newest, context: elsewhere },
  { about: 'the history', action: 'ssm:GetParameterHistory', resource: newest, context: here },
  ...[...change, 'ec2:TerminateInstances'].flatMap((action) => [
    { about: 'untagged', action, resource: instance, context: { ...here, ...created } },
    {
      about: 'guard of another value',
      action,
      resource: instance,
      context: { ...here, ...created, 'aws:ResourceTag/ec2-control:managed': 'false' },
    },
    { about: 'another region', action, resource: instance, context: { ...elsewhere, ...guarded, ...created } },
    { about: "another account's", action, resource: foreign, context: { ...here, ...guarded, ...created } },
  ]),
  {
    about: 'guarded, but not created here',
    action: 'ec2:TerminateInstances',
    resource: instance,
    context: { ...here, ...guarded },
  },
  {
    about: 'created by another',
    action: 'ec2:TerminateInstances',
    resource: instance,
    context: { ...here, ...guarded, 'aws:ResourceTag/ec2-control:created-by': 'somebody' },
  },
  {
    about: 'more than is asked of it',
    action: 'ec2:ModifyInstanceAttribute',
    resource: instance,
    context: { ...here, ...guarded, ...created },
  },
  { about: 'a licence elsewhere', action: 'ec2:StartInstances', resource: licence, context: elsewhere },
  {
    about: "another account's licence",
    action: 'ec2:StartInstances',
    resource: licence.replace(account, other),
    context: here,
  },
  { about: 'launch under a licence', action: 'ec2:RunInstances', resource: licence, context: here },
];
