import { Aws } from 'aws-cdk-lib';
import type { ControlConfig } from '../config';

type Conditions = Readonly<Record<string, unknown>>;

/**
 * Makes the ARN of an EC2 resource type in the deployment's own account, in every region: `otherRegions` denies those
 * that are not the deployment's.
 */
export function ownArns(type: string): string {
  return `arn:${Aws.PARTITION}:ec2:*:${Aws.ACCOUNT_ID}:${type}/*`;
}

/** Joins conditions on `StringEquals`, which all must hold. */
export function equals(...conditions: readonly Conditions[]): { readonly StringEquals: Conditions } {
  return { StringEquals: Object.assign({}, ...conditions) };
}

/** Requires that the instance carries the guard tag, where there is one. */
export function isGuarded({ guardTag }: Pick<ControlConfig, 'guardTag'>): Conditions {
  return guardTag === undefined ? {} : { [`aws:ResourceTag/${guardTag.key}`]: guardTag.value };
}

/** Requires that this API created the instance, where deleting needs that. */
export function isCreatedHere(config: Pick<ControlConfig, 'creatorTag' | 'checkCreatorTag'>): Conditions {
  const { key, value } = config.creatorTag;
  return config.checkCreatorTag ? { [`aws:ResourceTag/${key}`]: value } : {};
}

/** Requires that the new instance gets the tags without which this API could not change or delete it. */
export function isTaggedAtBirth({ guardTag, creatorTag }: Pick<ControlConfig, 'guardTag' | 'creatorTag'>): Conditions {
  const tags = guardTag === undefined ? [creatorTag] : [guardTag, creatorTag];
  return Object.fromEntries(tags.map(({ key, value }) => [`aws:RequestTag/${key}`, value]));
}

/** The instance belongs to no Auto Scaling group, which would replace it. */
export const isNoGroupMember = { Null: { 'aws:ResourceTag/aws:autoscaling:groupName': 'true' } } as const;
