import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { Failure } from '../console/failure';

/** `npx cdk bootstrap` leaves its version here, and a deployment reads it. */
const version = '/cdk-bootstrap/hnb659fds/version';

export const Bootstrap = { done: 'done', missing: 'missing', unknown: 'unknown' } as const;
export type Bootstrap = (typeof Bootstrap)[keyof typeof Bootstrap];

/**
 * Whether the account is bootstrapped for the CDK in the region; `unknown` where the caller may not ask.
 * @throws Failure when there are no credentials, AWS refuses them, or no region is set
 */
export async function bootstrapState(ssm: SSMClient): Promise<Bootstrap> {
  try {
    await ssm.send(new GetParameterCommand({ Name: version }));
    return Bootstrap.done;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const message = error instanceof Error ? error.message : '';
    if (name === 'ParameterNotFound') return Bootstrap.missing;
    if (name.startsWith('AccessDenied')) return Bootstrap.unknown;
    if (/region is missing/i.test(message)) throw new Failure(noRegion, { cause: error });
    if (/Credentials|TokenProvider|SSO/.test(name)) throw new Failure(noCredentials(message), { cause: error });
    if (refusals.includes(name)) throw new Failure(refused(name), { cause: error });
    throw new Failure(`AWS could not be asked whether the account is ready: ${message || name}.`, { cause: error });
  }
}

const refusals = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'ExpiredTokenException',
  'ExpiredToken',
];

const noRegion =
  'TARGET=aws needs a region, and none is set. Set AWS_REGION, for example: make TARGET=aws AWS_REGION=eu-west-1, ' +
  'or choose one with "aws configure".';

const howToSignIn =
  'Sign in with "aws configure", or "aws sso login" and AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. ' +
  'Without TARGET=aws, make deploys to an emulator on this machine and needs no account.';

function noCredentials(message: string): string {
  return `TARGET=aws needs AWS credentials, and none were found (${message.replace(/\.$/, '')}). ${howToSignIn}`;
}

function refused(name: string): string {
  return `AWS refused the credentials (${name}): they are wrong or have expired. ${howToSignIn}`;
}

/** The paragraph for an account that is not bootstrapped. */
export function notBootstrapped(region: string): string {
  return (
    `The AWS account is not bootstrapped for the AWS CDK in ${region}: it has no place for the function's code. ` +
    'That is done once for an account and region, with rights to make roles and a bucket: npx cdk bootstrap. Then run make again.'
  );
}
