import type { Ec2EndpointOf } from './ec2';
import type { Ec2Endpoint } from './ec2-read';

/** Counts calls to EC2. */
export interface CallCounter {
  /** Calls since the last take. The function handles one request at a time, so these are the calls of the request at hand. */
  take(): number;
  /** The same endpoints, each attempt at a call of which is counted. */
  counting(endpointOf: Ec2EndpointOf): Ec2EndpointOf;
}

/** Makes a counter at zero. */
export function createCallCounter(): CallCounter {
  const counted = new WeakSet<Ec2Endpoint['client']>();
  let calls = 0;
  return {
    take() {
      const taken = calls;
      calls = 0;
      return taken;
    },
    counting: (endpointOf) => (region, credentials) => {
      const endpoint = endpointOf(region, credentials);
      if (counted.has(endpoint.client)) return endpoint;
      counted.add(endpoint.client);
      endpoint.client.middlewareStack.add(
        (next) => async (args) => {
          calls += 1;
          return next(args);
        },
        // Behind the retry middleware of the same step: what EC2 counts against the account is attempts.
        { step: 'finalizeRequest', priority: 'low', name: 'countCalls' },
      );
      return endpoint;
    },
  };
}
