import { defined } from '../../contract/defined';
import { type Deadline, noDeadline } from '../domain/deadline';
import { Problem } from '../domain/problem';
import { ownCredentials } from './credentials';
import { errorFields, networkProblem } from './errors';
import { keepClient, pool, type RequestHandler, type SendOptions } from './kept-client';

export interface ServiceOptions {
  readonly region: string;
  /** @default - what the SDK resolves: `AWS_ENDPOINT_URL_{SERVICE}`, `AWS_ENDPOINT_URL`, or the region's own endpoint */
  readonly endpoint?: string;
  /** @default - connections of its own */
  readonly connections?: RequestHandler;
}

/** What every client of a service is made with. */
export interface ServiceClientConfig extends ServiceOptions {
  readonly credentials: ReturnType<typeof ownCredentials>;
  readonly maxAttempts: 1;
  readonly requestHandler: RequestHandler;
}

/** A service that this API itself needs, under the function's own credentials. */
export interface Service<Client> {
  /**
   * Makes one call; what it throws becomes a `Problem` where a client can make something of it. A failure below HTTP,
   * throttling and an outage pass; a missing right is the operator's to mend.
   * @throws Problem, or for anything that should not happen the error itself
   */
  call<T>(send: (client: Client, options: SendOptions) => Promise<T>): Promise<T>;
  /** Limits the calls to the service by a deadline. */
  within(deadline: Deadline): Service<Client>;
}

export interface ServiceDefinition<Client> extends ServiceOptions {
  /** Whom the client reads about, e.g. `DynamoDB`. */
  readonly name: string;
  readonly make: (config: ServiceClientConfig) => Client;
  /** Milliseconds for which the answer to one attempt is waited for. */
  readonly requestTimeout: number;
}

/**
 * Makes a service; its client is kept for all requests.
 * @see docs/decisions/0029
 */
export function service<Client extends object>(definition: ServiceDefinition<Client>): Service<Client> {
  const { name, make, requestTimeout, region, endpoint } = definition;
  const { connections = pool({ connection: 1_000, request: requestTimeout }) } = definition;
  const client = keepClient(
    (requestHandler) =>
      make({
        region,
        credentials: ownCredentials(),
        // Attempts are made by the one who keeps the client, who knows how much time there is.
        maxAttempts: 1,
        requestHandler,
        ...defined({ endpoint }),
      }),
    connections,
    requestTimeout,
  );
  const within = (deadline: Deadline): Service<Client> => ({
    call: (send) =>
      client.call(send, { deadline, failure: ({ error, unclear }) => problemOf(error, name, unclear) ?? error }),
    within,
  });
  return within(noDeadline);
}

function problemOf(error: unknown, service: string, unclear: boolean): Problem | undefined {
  if (error instanceof Problem) return error;
  const network = networkProblem(error, service, unclear);
  if (network !== undefined) return network;
  const { name, status } = errorFields(error);
  const extras = { awsCode: name, cause: error };
  if (throttled.test(name)) return new Problem('aws_throttled', `AWS throttles this API in ${service}.`, extras);
  if (denied.test(name)) {
    return new Problem('role_misconfigured', `The role of this API lacks a right in ${service}.`, extras);
  }
  if (status >= 500) return new Problem('aws_unavailable', `${service} reports an internal error.`, extras);
  return undefined;
}

const throttled = /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|ExecutionLimitExceeded/;
const denied =
  /^(AccessDenied|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|InvalidSignature|CredentialsProvider)/;
