import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ControlConfig } from '../config';

/**
 * Takes every right on instances away in regions that are not the deployment's. One denial and not a condition on each
 * right, as the lab's 35 regions in each would pass the 10,240 characters that a role's inline policies may have.
 * @see docs/decisions/0017
 */
export function otherRegions({ regions }: Pick<ControlConfig, 'regions'>): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'NotInOtherRegions',
      effect: Effect.DENY,
      actions: ['ec2:*', 'ssm:*'],
      resources: ['*'],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': [Aws.REGION, ...regions] } },
    }),
  ];
}
