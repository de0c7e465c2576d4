import { defined } from '../../contract/defined';
import { syntax, within } from '../../contract/patterns';
import { problemKind } from '../../contract/problems';
import { Problem } from '../domain/problem';
import { type CallContext, credentialProblem, errorFields, networkProblem } from './errors';
import { type Ec2ErrorRow, ec2Errors } from './errors-ec2';

/** An error as EC2 reports it. */
export interface Ec2Error {
  /** EC2's code, e.g. `IncorrectInstanceState`; empty when an answer had none. */
  readonly code: string;
  readonly message: string;
  /** HTTP status of EC2's answer. */
  readonly status: number;
  /** EC2 may have carried the call out. @default false */
  readonly unclear?: boolean;
}

/**
 * Converts the failure of an EC2 call to a `Problem`.
 * @param operation - EC2's name of it, e.g. `StartInstances`
 * @param unclear - EC2 may have carried the call out
 * @returns undefined for an error of this program itself: it is no answer of AWS, and is not to look like one
 * @see docs/decisions/0022
 */
export function callProblem(
  error: unknown,
  context: CallContext,
  operation: string,
  unclear: boolean,
): Problem | undefined {
  if (error instanceof Problem) return error;
  const network = networkProblem(error, `EC2 in ${context.region}`, unclear);
  if (network !== undefined) return network;
  const { name, message, status, reported, ofCall } = errorFields(error);
  if (name === 'CredentialsProviderError') {
    return new Problem('role_misconfigured', 'This API has no AWS credentials.', { cause: error });
  }
  if (!ofCall) return undefined;
  return ec2Problem({ code: reported ? name : '', message, status, unclear }, context, operation, error);
}

/**
 * Makes the problem of an answer that is none of EC2's.
 * @param unclear - the call may have been carried out
 */
export function foreignAnswer(operation: string, unclear = false): Problem {
  const detail = `EC2 answered ${operation} with a document that this API cannot read.`;
  return new Problem('aws_error', detail, { unclear });
}

/**
 * Converts an error of EC2 to a `Problem`; EC2's code is in `extras.awsCode`. EC2's message is in the detail of a
 * problem that the client can solve (4xx), and in no other.
 */
export function ec2Problem(error: Ec2Error, context: CallContext, operation: string, cause?: unknown): Problem {
  const { code, message, status, unclear = false } = error;
  const row = rowOf(error, operation) ?? credentialProblem(code, context) ?? otherwise(error, operation);
  const says = row.silent || problemKind(row.problem).status >= 500 ? '' : ec2Says(message);
  const instanceIds = instancesIn(message);
  const [only, ...others] = instanceIds;
  const unavailable = row.problem === 'aws_unavailable' && status === 503;
  return new Problem(row.problem, says === '' ? row.detail : `${row.detail} EC2 says: ${says}`, {
    ...(code === '' ? {} : { awsCode: code }),
    ...(only === undefined ? {} : { instanceIds }),
    ...(only === undefined || others.length > 0 ? {} : { instanceId: only }),
    unclear,
    ...(unavailable ? { status } : {}),
    ...defined({ cause }),
  });
}

function rowOf(error: Ec2Error, operation: string): Omit<Ec2ErrorRow, 'codes'> | undefined {
  return error.code === '' ? undefined : ec2Errors.find((candidate) => fits(candidate, error, operation));
}

/** Makes the problem of an error that no table has. */
function otherwise({ code, status }: Ec2Error, operation: string): Omit<Ec2ErrorRow, 'codes'> {
  if (status === 429) return { problem: 'aws_throttled', detail: 'AWS throttles the account at present.' };
  if (status >= 500) return { problem: 'aws_unavailable', detail: 'EC2 reports an internal error.' };
  if (code === '') {
    return { problem: 'aws_error', detail: `EC2 answered ${operation} with an error that this API does not know.` };
  }
  return operation === 'RunInstances'
    ? { problem: 'invalid_launch_parameter', detail: 'EC2 does not accept a parameter of the launch.' }
    : { problem: 'refused_by_ec2', detail: `EC2 refuses this (${code}).` };
}

function fits({ codes, message, operation }: Ec2ErrorRow, error: Ec2Error, asked: string): boolean {
  if (operation !== undefined && operation !== asked) return false;
  if (message !== undefined && !message.test(error.message)) return false;
  return codes instanceof RegExp ? codes.test(error.code) : codes.includes(error.code);
}

/** Cleans EC2's message so that it may be shown: one line, no account, key or resource name of AWS's own kind. */
function ec2Says(message: string): string {
  return (
    message
      .replace(/(Encoded authorization failure message|The Canonical String for this request)\b.*/is, '')
      .replace(/x-amz-security-token:\s*\S+/gi, '(token)')
      .replace(/\s+/g, ' ')
      .replace(/\barn:[^\s"'()]+/g, '(ARN)')
      .replace(/\b\d{12}\b/g, '(account)')
      .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '(access key)')
      .trim()
      .slice(0, 300)
      // More sentences may follow.
      .replace(/[^.!?]$/, '$&.')
  );
}

/** Finds the instances that EC2's message names. */
function instancesIn(message: string): readonly string[] {
  return [...new Set(message.match(within(syntax.instanceId)) ?? [])];
}
