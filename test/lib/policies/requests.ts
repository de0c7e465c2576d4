export const account = '123456789012';
export const region = 'us-east-1';
export const other = '999999999999';

/** A call as IAM sees it: one for each resource that the call touches. */
export interface Request {
  /** What it shows. */
  readonly about: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export const here = { 'aws:RequestedRegion': region } as const;
export const elsewhere = { 'aws:RequestedRegion': 'eu-west-1' } as const;
export const guarded = { 'aws:ResourceTag/ec2-control:managed': 'true' } as const;
export const created = { 'aws:ResourceTag/ec2-control:created-by': 'ec2-control' } as const;
export const born = {
  'aws:RequestTag/ec2-control:managed': 'true',
  'aws:RequestTag/ec2-control:created-by': 'ec2-control',
} as const;
export const launch = {
  ...here,
  ...born,
  'ec2:InstanceType': 't2.micro',
  'ec2:MetadataHttpTokens': 'required',
} as const;
export const viaEc2 = { 'kms:ViaService': `ec2.${region}.amazonaws.com` } as const;
export const ofVolume = { ...viaEc2, 'kms:EncryptionContextKeys': ['aws:ebs:id'] } as const;
/** The grant of a start. */
export const grant = { ...ofVolume, 'kms:GrantIsForAWSResource': 'true', 'kms:GrantOperations': ['Decrypt'] } as const;

export const ec2 = (resource: string, owner = account): string => `arn:aws:ec2:${region}:${owner}:${resource}`;
export const instance = ec2('instance/i-0123456789abcdef0');
export const foreign = ec2('instance/i-0123456789abcdef0', other);
export const volume = ec2('volume/vol-0123456789abcdef0');
export const image = `arn:aws:ec2:${region}::image/ami-0123456789abcdef0`;
export const table = `arn:aws:dynamodb:${region}:${account}:table/records`;
export const machine = `arn:aws:states:${region}:${account}:stateMachine:ec2-control-jobs`;
export const execution = `arn:aws:states:${region}:${account}:execution:ec2-control-jobs:0c9a`;
export const key = `arn:aws:kms:${region}:${account}:key/volumes`;
export const license = `arn:aws:license-manager:${region}:${account}:license-configuration:lic-0123`;
export const newest = `arn:aws:ssm:${region}::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64`;

export const change = ['ec2:StartInstances', 'ec2:StopInstances', 'ec2:RebootInstances'] as const;
