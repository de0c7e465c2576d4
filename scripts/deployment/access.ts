import { Failure } from '../console/failure';

/**
 * Explains the failure of a call to AWS when the user's credentials or region cause it.
 * @returns undefined for every other error
 */
export function accessFailure(error: unknown): Failure | undefined {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (/region is missing/i.test(message)) return new Failure(noRegion, { cause: error });
  if (/Credentials|TokenProvider|SSO/.test(name)) return new Failure(noCredentials(message), { cause: error });
  return refusals.includes(name) ? new Failure(refused(name), { cause: error }) : undefined;
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
