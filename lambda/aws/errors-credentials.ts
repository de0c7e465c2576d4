import type { Ec2ErrorRow } from './errors-ec2';

/** Whose call it was and where it went: errors about credentials and rights mean something else for each. */
export interface CallContext {
  readonly region: string;
  /** The region in which this API runs; it is enabled for certain. */
  readonly deploymentRegion: string;
  /** The credentials came with the request. */
  readonly callerCredentials: boolean;
}

/** What a region that the account has not enabled answers, too. */
const refusedRegion = /^(AuthFailure|OptInRequired|InvalidClientTokenId|ExpiredToken)$/;

const refusedCredentials =
  /^(AuthFailure|OptInRequired|InvalidClientTokenId|ExpiredToken\w*|UnrecognizedClient\w*|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature\w*|IncompleteSignature|MissingAuthenticationToken|RequestExpired|Blocked|PendingVerification)$/;

const missingRight = /^(UnauthorizedOperation|AccessDenied\w*|NotAuthorized|Client\.UnauthorizedOperation)$/;

/**
 * What an error about credentials or rights is to a client of this API. EC2's messages for these name roles, accounts and
 * keys, or carry an encoded policy: they are never shown.
 * @returns undefined for every other code
 */
export function credentialProblem(code: string, context: CallContext): Omit<Ec2ErrorRow, 'codes'> | undefined {
  const { region, deploymentRegion, callerCredentials } = context;
  if (missingRight.test(code)) {
    return {
      problem: 'role_misconfigured',
      silent: true,
      detail: callerCredentials
        ? 'The AWS credentials in the request lack the right to do this.'
        : 'The role of this API lacks the right to do this.',
    };
  }
  if (!refusedCredentials.test(code)) return undefined;
  if (callerCredentials) {
    return {
      problem: 'invalid_aws_credentials',
      silent: true,
      detail: `EC2 in ${region} refused the AWS credentials in the request: they are wrong, expired, or the region is not enabled in their account.`,
    };
  }
  if (region !== deploymentRegion && refusedRegion.test(code)) {
    return {
      problem: 'region_not_enabled',
      silent: true,
      detail: `The AWS account has not enabled the region ${region}.`,
    };
  }
  return { problem: 'role_misconfigured', detail: 'EC2 refused the credentials of this API.', silent: true };
}
