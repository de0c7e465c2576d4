import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { Failure } from '../console/failure';
import { accessFailure } from './access';

/** `npx cdk bootstrap` leaves its version here, and a deployment reads it. */
const version = '/cdk-bootstrap/hnb659fds/version';

export const Bootstrap = { done: 'done', missing: 'missing', unknown: 'unknown' } as const;
export type Bootstrap = (typeof Bootstrap)[keyof typeof Bootstrap];

/**
 * Checks whether the account is bootstrapped for the CDK in the region; `unknown` where the caller may not ask.
 * @throws Failure when there are no credentials, AWS refuses them, or no region is set
 */
export async function bootstrapState(ssm: SSMClient): Promise<Bootstrap> {
  try {
    await ssm.send(new GetParameterCommand({ Name: version }));
    return Bootstrap.done;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'ParameterNotFound') return Bootstrap.missing;
    if (name.startsWith('AccessDenied')) return Bootstrap.unknown;
    const access = accessFailure(error);
    if (access !== undefined) throw access;
    const why = (error instanceof Error && error.message) || name;
    throw new Failure(`AWS could not be asked whether the account is ready: ${why}.`, { cause: error });
  }
}

/** Writes the paragraph for an account that is not bootstrapped. */
export function notBootstrapped(region: string): string {
  return (
    `The AWS account is not bootstrapped for the AWS CDK in ${region}: it has no bucket for the function's code. ` +
    'Run npx cdk bootstrap once for each account and region, with rights to create roles and a bucket. Then run make again.'
  );
}
