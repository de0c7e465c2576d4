import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The call comes from EC2, which was itself called by the role: the role cannot make it. */
const viaEc2 = { 'kms:ViaService': 'ec2.*.amazonaws.com' } as const;
/** The name in the encryption context of EBS, whose value is a volume or snapshot. */
const ofVolumes = ['aws:ebs:id'] as const;

/**
 * What EC2 asks of a grant on a volume's key. A start needs `Decrypt` alone; a launch may have to encrypt the image's
 * snapshot anew. AWS lists the same in its own policies, such as that of GuardDuty's malware protection.
 */
const grantOperations = [
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
] as const;

/**
 * Allows the use of customer managed keys of volumes: those of instances to start, and those that a launch encrypts
 * with. EC2 calls KMS with the role's rights; without them it accepts a start or a launch, and the instance falls back
 * to `stopped` or `terminated`. The role can use none of the rights by itself, only by what it may ask of EC2.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 */
export function useVolumeKeys(keyArns: readonly string[]): readonly PolicyStatement[] {
  if (keyArns.length === 0) return [];
  const resources = [...keyArns];
  return [
    // It has no encryption context.
    new PolicyStatement({
      sid: 'DescribeVolumeKeys',
      actions: ['kms:DescribeKey'],
      resources,
      conditions: { StringLike: viaEc2 },
    }),
    new PolicyStatement({
      sid: 'UseVolumeKeys',
      actions: ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources,
      conditions: {
        StringLike: viaEc2,
        // `ForAllValues` also holds for a request without the key; `Null` asks for it.
        Null: { 'kms:EncryptionContextKeys': 'false' },
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ofVolumes },
      },
    }),
    new PolicyStatement({
      sid: 'GrantOnVolumeKeys',
      actions: ['kms:CreateGrant'],
      resources,
      conditions: {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        StringLike: viaEc2,
        Null: { 'kms:EncryptionContextKeys': 'false', 'kms:GrantOperations': 'false' },
        'ForAllValues:StringEquals': {
          'kms:EncryptionContextKeys': ofVolumes,
          'kms:GrantOperations': grantOperations,
        },
      },
    }),
  ];
}
