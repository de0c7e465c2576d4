import { Problem } from '../domain/problem';
import { errorFields } from './errors';
import { networkProblem } from './errors-network';

/**
 * Makes one call of a service that this API itself needs; what it throws becomes a `Problem` where a client can make
 * something of it. A failure below HTTP, throttling and an outage pass; a missing right is the operator's to mend.
 * @param service - whom the client reads about, e.g. `DynamoDB`
 * @throws Problem, or for anything that should not happen the error itself
 */
export async function serviceCall<T>(service: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw problemOf(error, service) ?? error;
  }
}

function problemOf(error: unknown, service: string): Problem | undefined {
  const network = networkProblem(error, service);
  if (network !== undefined) return network;
  const { name, status } = errorFields(error);
  const extras = { awsCode: name, cause: error };
  if (throttled.test(name)) return new Problem('aws_throttled', `AWS throttles this API in ${service}.`, extras);
  if (denied.test(name)) {
    return new Problem('role_misconfigured', `The role of this API lacks a right in ${service}.`, extras);
  }
  if (status >= 500) return new Problem('aws_unavailable', `${service} reports an error of its own.`, extras);
  return undefined;
}

const throttled = /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|ExecutionLimitExceeded/;
const denied =
  /^(AccessDenied|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|InvalidSignature|CredentialsProvider)/;
