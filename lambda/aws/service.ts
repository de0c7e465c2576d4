import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Problem } from '../domain/problem';
import { ownCredentials } from './credentials';
import { errorFields, networkProblem } from './errors';

export interface ServiceClientOptions {
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_{SERVICE}`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** Milliseconds for which an answer is waited for. */
  readonly requestTimeout: number;
}

/**
 * What the clients of the services around EC2 have in common: the function's own credentials, and an end to every call,
 * for a service that is silent must not take the whole time of a request.
 */
export function serviceClientConfig({ region, endpoint, requestTimeout }: ServiceClientOptions) {
  return {
    region,
    credentials: ownCredentials(),
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 1_000,
      requestTimeout,
      // Without it the handler only warns.
      throwOnRequestTimeout: true,
    }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

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
