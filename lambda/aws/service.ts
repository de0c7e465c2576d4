import { fromEnv } from '@aws-sdk/credential-provider-env';
import { NodeHttpHandler } from '@smithy/node-http-handler';

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
    credentials: fromEnv(),
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
