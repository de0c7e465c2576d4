export const account = '123456789012';
export const region = 'us-east-1';
const other = '999999999999';

/** A call as IAM sees it: one for each resource that the call touches. */
export interface Request {
  /** What it shows. */
  readonly about: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

const here = { 'aws:RequestedRegion': region } as const;
const elsewhere = { 'aws:RequestedRegion': 'eu-west-1' } as const;
const guarded = { 'aws:ResourceTag/ec2-control:managed': 'true' } as const;
const created = { 'aws:ResourceTag/ec2-control:created-by': 'ec2-control' } as const;
const born = {
  'aws:RequestTag/ec2-control:managed': 'true',
  'aws:RequestTag/ec2-control:created-by': 'ec2-control',
} as const;
const launch = { ...here, ...born, 'ec2:InstanceType': 't2.micro', 'ec2:MetadataHttpTokens': 'required' } as const;
const grant = {
  'kms:GrantIsForAWSResource': 'true',
  'kms:ViaService': `ec2.${region}.amazonaws.com`,
  'kms:GrantOperations': ['Decrypt'],
  'kms:EncryptionContextKeys': ['aws:ebs:id'],
} as const;

const ec2 = (resource: string, owner = account): string => `arn:aws:ec2:${region}:${owner}:${resource}`;
const instance = ec2('instance/i-0123456789abcdef0');
const foreign = ec2('instance/i-0123456789abcdef0', other);
const volume = ec2('volume/vol-0123456789abcdef0');
const image = `arn:aws:ec2:${region}::image/ami-0123456789abcdef0`;
const table = `arn:aws:dynamodb:${region}:${account}:table/records`;
const machine = `arn:aws:states:${region}:${account}:stateMachine:ec2-control-jobs`;
const execution = `arn:aws:states:${region}:${account}:execution:ec2-control-jobs:0c9a`;
const key = `arn:aws:kms:${region}:${account}:key/volumes`;
const licence = `arn:aws:license-manager:${region}:${account}:license-configuration:lic-0123`;
const newest = `arn:aws:ssm:${region}::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64`;

const change = ['ec2:StartInstances', 'ec2:StopInstances', 'ec2:RebootInstances'] as const;

/** What the function needs. */
export const allowed: readonly Request[] = [
  ...['ec2:DescribeInstances', 'ec2:DescribeImages', 'ec2:DescribeSpotInstanceRequests'].map((action) => ({
    about: 'read here',
    action,
    resource: '*',
    context: here,
  })),
  { about: 'read the protection', action: 'ec2:DescribeInstanceAttribute', resource: instance, context: here },
  { about: 'find Amazon Linux', action: 'ssm:GetParameter', resource: newest, context: here },
  ...change.map((action) => ({ about: 'guarded', action, resource: instance, context: { ...here, ...guarded } })),
  { about: 'with a licence', action: 'ec2:StartInstances', resource: licence, context: here },
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
  { about: "a named key, for a volume's start", action: 'kms:CreateGrant', resource: key, context: grant },
];

/** What a hostile caller, a bug or a stolen role would like. */
export const denied: readonly Request[] = [
  { about: 'read elsewhere', action: 'ec2:DescribeInstances', resource: '*', context: elsewhere },
  { about: 'read more of EC2', action: 'ec2:DescribeVpcs', resource: '*', context: here },
  { about: 'user data elsewhere', action: 'ec2:DescribeInstanceAttribute', resource: instance, context: elsewhere },
  { about: "another account's", action: 'ec2:DescribeInstanceAttribute', resource: foreign, context: here },
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
  ...Object.entries({
    'a type that is not allowed': { ...launch, 'ec2:InstanceType': 'p5.48xlarge' },
    IMDSv1: { ...launch, 'ec2:MetadataHttpTokens': 'optional' },
    'another region': { ...launch, ...elsewhere },
    'without the guard tag': { ...launch, 'aws:RequestTag/ec2-control:managed': 'no' },
    'without the creator tag': { ...launch, 'aws:RequestTag/ec2-control:created-by': 'me' },
    'without tags': { ...here, 'ec2:InstanceType': 't2.micro', 'ec2:MetadataHttpTokens': 'required' },
  }).map(([about, context]) => ({ about, action: 'ec2:RunInstances', resource: ec2('instance/*'), context })),
  { about: "another account's", action: 'ec2:RunInstances', resource: foreign, context: launch },
  {
    about: 'a plain volume',
    action: 'ec2:RunInstances',
    resource: ec2('volume/*'),
    context: { ...here, 'ec2:Encrypted': 'false' },
  },
  {
    about: 'a volume elsewhere',
    action: 'ec2:RunInstances',
    resource: ec2('volume/*'),
    context: { ...elsewhere, 'ec2:Encrypted': 'true' },
  },
  {
    about: "another account's volume",
    action: 'ec2:RunInstances',
    resource: ec2('volume/*', other),
    context: { ...here, 'ec2:Encrypted': 'true' },
  },
  {
    about: 'a volume without an instance',
    action: 'ec2:CreateVolume',
    resource: ec2('volume/*'),
    context: { ...here, 'ec2:Encrypted': 'true' },
  },
  { about: 'an image elsewhere', action: 'ec2:RunInstances', resource: image, context: elsewhere },
  { about: 'deregister an image', action: 'ec2:DeregisterImage', resource: image, context: here },
  ...['subnet/subnet-0123', 'security-group/sg-0123', 'network-interface/*', 'key-pair/mine'].flatMap((resource) => [
    { about: "another account's", action: 'ec2:RunInstances', resource: ec2(resource, other), context: here },
    { about: 'elsewhere', action: 'ec2:RunInstances', resource: ec2(resource), context: elsewhere },
  ]),
  {
    about: 'open a port',
    action: 'ec2:AuthorizeSecurityGroupIngress',
    resource: ec2('security-group/sg-0123'),
    context: here,
  },
  { about: 'a launch template', action: 'ec2:RunInstances', resource: ec2('launch-template/lt-0123'), context: here },
  { about: 'guard tag on what exists', action: 'ec2:CreateTags', resource: instance, context: launch },
  {
    about: 'tags of another creation',
    action: 'ec2:CreateTags',
    resource: volume,
    context: { ...here, 'ec2:CreateAction': 'CreateVolume' },
  },
  {
    about: 'tags elsewhere',
    action: 'ec2:CreateTags',
    resource: instance,
    context: { ...elsewhere, 'ec2:CreateAction': 'RunInstances' },
  },
  ...[foreign, ec2('volume/vol-0123456789abcdef0', other)].map((resource) => ({
    about: "tags on another account's",
    action: 'ec2:CreateTags',
    resource,
    context: { ...here, 'ec2:CreateAction': 'RunInstances' },
  })),
  {
    about: 'tags off',
    action: 'ec2:DeleteTags',
    resource: instance,
    context: { ...here, 'ec2:CreateAction': 'RunInstances' },
  },
  { about: 'a role for an instance', action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/admin` },
  { about: 'another machine', action: 'states:StartExecution', resource: machine.replace('ec2-control', 'other') },
  { about: 'another way to run', action: 'states:UpdateStateMachine', resource: machine },
  {
    about: "another machine's job",
    action: 'states:StopExecution',
    resource: execution.replace('ec2-control', 'other'),
  },
  {
    about: 'a job of another',
    action: 'states:DescribeExecution',
    resource: execution.replace('ec2-control', 'other'),
  },
  { about: 'what a job was told', action: 'states:GetExecutionHistory', resource: execution },
  ...[`${table}s`, `${table}/index/of-somebody`].map((resource) => ({
    about: 'another table or index',
    action: 'dynamodb:Query',
    resource,
  })),
  { about: 'everything at once', action: 'dynamodb:Scan', resource: table },
  { about: 'the table itself', action: 'dynamodb:DeleteTable', resource: table },
  {
    about: 'another log',
    action: 'logs:PutLogEvents',
    resource: `arn:aws:logs:${region}:${account}:log-group:other:log-stream:2026`,
  },
  {
    about: 'the audit trail gone',
    action: 'logs:DeleteLogStream',
    resource: `arn:aws:logs:${region}:${account}:log-group:control:log-stream:2026`,
  },
  ...Object.entries({
    'a grant for no AWS resource': { ...grant, 'kms:GrantIsForAWSResource': 'false' },
    'a grant by another service': { ...grant, 'kms:ViaService': `s3.${region}.amazonaws.com` },
    'a grant to encrypt': { ...grant, 'kms:GrantOperations': ['Decrypt', 'Encrypt'] },
    'a grant for something else': { ...grant, 'kms:EncryptionContextKeys': ['aws:s3:arn'] },
    'a grant without operations': without(grant, 'kms:GrantOperations'),
    'a grant without encryption context': without(grant, 'kms:EncryptionContextKeys'),
  }).map(([about, context]) => ({ about, action: 'kms:CreateGrant', resource: key, context })),
  {
    about: 'a key that is not named',
    action: 'kms:CreateGrant',
    resource: key.replace('volumes', 'other'),
    context: grant,
  },
  { about: "another account's key", action: 'kms:CreateGrant', resource: key.replace(account, other), context: grant },
  { about: 'use the key', action: 'kms:Decrypt', resource: key, context: grant },
];

function without<T extends object>(context: T, name: keyof T): Omit<T, keyof T> {
  const { [name]: _, ...rest } = context;
  return rest;
}
