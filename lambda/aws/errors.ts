import { defined } from '../../contract/defined';
import type { ProblemCode } from '../../contract/problems';
import { Problem, type ProblemExtras } from '../domain/problem';
import type { Ec2ErrorRow } from './errors-ec2';

/** What the SDK's and Node's errors tell of themselves. */
export interface ErrorFields {
  /** The SDK's: the service's error code. */
  readonly name: string;
  readonly message: string;
  /** Node's, e.g. `ECONNREFUSED`; empty where there is none. */
  readonly code: string;
  /** HTTP status of the service's answer; 0 where there was none. */
  readonly status: number;
  /** The service itself reported the error, and `name` is its code. */
  readonly reported: boolean;
  /** The SDK found the clock wrong by it, and has put it right: another attempt succeeds. */
  readonly clockCorrected: boolean;
  /** It is an error of a call to AWS at all, and not one of this program. */
  readonly ofCall: boolean;
  /** The deadline of the call had come, or came under way. */
  readonly outOfTime: boolean;
}

/** Reads an error by its shape, whatever made it. */
export function errorFields(error: unknown): ErrorFields {
  const fields = membersOf(error);
  const { httpStatusCode: status, clockSkewCorrected } = membersOf(fields.$metadata);
  const name = text(fields.name);
  return {
    name,
    message: text(fields.message),
    code: text(fields.code),
    status: typeof status === 'number' ? status : 0,
    // `Unknown` is the SDK's name for an answer without a code, such as a proxy gives; for one with status 404, `NotFound`.
    reported: fields.$fault !== undefined && name !== 'Unknown' && name !== 'NotFound',
    clockCorrected: clockSkewCorrected === true,
    ofCall: fields.$metadata !== undefined,
    outOfTime: fields.outOfTime === true,
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
]);
const timeouts: ReadonlySet<string> = new Set(['TimeoutError', 'AbortError', 'RequestTimeout', 'ETIMEDOUT']);

/**
 * Converts a failure below HTTP, of any AWS service, to a problem: 503 `aws_unreachable` or 504 `aws_timeout`.
 * @param service - whom the caller reads about, e.g. `EC2 in eu-west-1`
 * @param unclear - the service may have carried the call out
 * @returns undefined when the error is none of the network's
 */
export function networkProblem(error: unknown, service: string, unclear: boolean): Problem | undefined {
  const code = networkCode(error);
  if (code === undefined) return undefined;
  const cutShort: ProblemExtras['cutShort'] = errorFields(error).outOfTime
    ? unclear
      ? 'unanswered'
      : 'unasked'
    : undefined;
  const late = cutShort === 'unasked' ? `No time was left to ask ${service}.` : `${service} did not answer in time.`;
  const what = code === 'aws_timeout' ? late : `${service} cannot be reached.`;
  const known = unclear ? 'Whether it carried the request out is not known.' : 'It was not asked to do anything.';
  return new Problem(code, `${what} ${known}`, { unclear, cause: error, ...defined({ cutShort }) });
}

function networkCode(error: unknown): ProblemCode | undefined {
  const { name, code } = errorFields(error);
  // The SDK names a refused connection TimeoutError too: Node's own code is the one that tells.
  if (unreachable.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT')) return 'aws_unreachable';
  return timeouts.has(code) || timeouts.has(name) ? 'aws_timeout' : undefined;
}

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
  /^(AuthFailure|OptInRequired|InvalidClientTokenId|ExpiredToken\w*|UnrecognizedClient\w*|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature\w*|IncompleteSignature|MissingAuthenticationToken)$/;

const missingRight = /^(UnauthorizedOperation|AccessDenied\w*|NotAuthorized|Client\.UnauthorizedOperation)$/;

/**
 * Converts an error about credentials or rights to a problem. EC2's messages for these name roles, accounts and keys,
 * or carry an encoded policy: they are never shown.
 * @returns undefined for every other code
 */
export function credentialProblem(code: string, context: CallContext): Omit<Ec2ErrorRow, 'codes'> | undefined {
  const { region, deploymentRegion, callerCredentials } = context;
  if (missingRight.test(code)) {
    return callerCredentials
      ? {
          problem: 'caller_credentials_denied',
          silent: true,
          detail: 'The AWS credentials in the request lack the right to do this.',
        }
      : { problem: 'role_misconfigured', silent: true, detail: 'The role of this API lacks the right to do this.' };
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
