/** The digits of an EC2 resource id: 8 in old ones, 17 in new ones. */
const ec2Digits = '([0-9a-f]{8}|[0-9a-f]{17})';
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** The syntax of what requests and settings name, as sources of regular expressions that JSON Schema understands as well. */
export const syntax = {
  instanceId: `i-${ec2Digits}`,
  imageId: `ami-${ec2Digits}`,
  subnetId: `subnet-${ec2Digits}`,
  securityGroupId: `sg-${ec2Digits}`,
  region: '[a-z]{2}(-[a-z]+)+-[0-9]{1,2}',
  uuid: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  ipv4: `${octet}(\\.${octet}){3}`,
} as const;

/** Makes a pattern that matches a whole text. */
export function whole(source: string, flags?: string): RegExp {
  return new RegExp(`^(?:${source})$`, flags);
}

/** Makes a pattern that finds every occurrence in a longer text, where no letter, digit or `_` is next to it. */
export function within(source: string): RegExp {
  return new RegExp(`\\b(?:${source})\\b`, 'g');
}
