import { account, grant, key, ofVolume, other, type Request, region, viaEc2 } from './requests';

const onVolumes = ['Decrypt', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];
const { 'kms:ViaService': _via, ...directly } = ofVolume;
const { 'kms:GrantOperations': _operations, ...withoutOperations } = grant;
const { 'kms:EncryptionContextKeys': _keys, ...withoutContext } = grant;
const elsewhere = { 'kms:ViaService': `s3.${region}.amazonaws.com` } as const;

/** What EC2 asks of a named key in the role's name. */
export const allowedKeys: readonly Request[] = [
  { about: "for a volume's start", action: 'kms:CreateGrant', resource: key, context: grant },
  ...[
    ['Decrypt', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'],
    ['CreateGrant', 'Decrypt', 'DescribeKey', 'GenerateDataKeyWithoutPlaintext', 'RetireGrant'],
  ].map((operations) => ({
    about: `for a launch: ${operations.join()}`,
    action: 'kms:CreateGrant',
    resource: key,
    context: { ...grant, 'kms:GrantOperations': operations },
  })),
  ...onVolumes.map((name) => ({ about: 'for a launch', action: `kms:${name}`, resource: key, context: ofVolume })),
  { about: 'for a launch', action: 'kms:DescribeKey', resource: key, context: viaEc2 },
];

/** What of keys neither EC2 nor this API needs. */
export const deniedKeys: readonly Request[] = [
  ...Object.entries({
    'a grant for no AWS resource': { ...grant, 'kms:GrantIsForAWSResource': 'false' },
    'a grant by another service': { ...grant, ...elsewhere },
    'a grant by the role itself': { ...directly, 'kms:GrantOperations': ['Decrypt'] },
    'a grant to sign': { ...grant, 'kms:GrantOperations': ['Decrypt', 'Sign'] },
    'a grant for something else': { ...grant, 'kms:EncryptionContextKeys': ['aws:s3:arn'] },
    'a grant for more than volumes': { ...grant, 'kms:EncryptionContextKeys': ['aws:ebs:id', 'aws:s3:arn'] },
    'a grant without operations': withoutOperations,
    'a grant without encryption context': withoutContext,
  }).map(([about, context]) => ({ about, action: 'kms:CreateGrant', resource: key, context })),
  ...onVolumes.flatMap((name) =>
    Object.entries({
      directly,
      'by another service': { ...ofVolume, ...elsewhere },
      'for something else': { ...ofVolume, 'kms:EncryptionContextKeys': ['PARAMETER_ARN'] },
      'without encryption context': viaEc2,
    }).map(([about, context]) => ({ about, action: `kms:${name}`, resource: key, context })),
  ),
  { about: 'directly', action: 'kms:DescribeKey', resource: key },
  { about: 'by another service', action: 'kms:DescribeKey', resource: key, context: elsewhere },
  ...['Encrypt', 'GenerateDataKey'].map((name) => ({
    about: 'more than volumes need',
    action: `kms:${name}`,
    resource: key,
    context: ofVolume,
  })),
  { about: 'end what uses the key', action: 'kms:RevokeGrant', resource: key, context: { ...viaEc2 } },
  { about: 'destroy the key', action: 'kms:ScheduleKeyDeletion', resource: key, context: { ...viaEc2 } },
  ...[key.replace('volumes', 'other'), key.replace(account, other)].flatMap((resource) => [
    { about: 'a key that is not named', action: 'kms:CreateGrant', resource, context: grant },
    { about: 'a key that is not named', action: 'kms:Decrypt', resource, context: ofVolume },
    { about: 'a key that is not named', action: 'kms:DescribeKey', resource, context: viaEc2 },
  ]),
];
