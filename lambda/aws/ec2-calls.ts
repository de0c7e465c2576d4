import type { Ec2EndpointOf } from './ec2';
import type { Ec2Endpoint } from './ec2-read';

/** Counts calls to EC2. */
export interface CallCounter {
  /** Calls of the request at hand since the last take. */
  take(): number;
  /** The same endpoints, each attempt at a call of which is counted. */
  counting(endpointOf: Ec2EndpointOf): Ec2EndpointOf;
}

/** What holds the count of the request at hand. */
export interface CallCount {
  calls: number;
}

/**
 * Makes a counter.
 * @param current - the count of the request at hand; default: one for all, as the function handles one request at a time
 */
export function createCallCounter(current: () => CallCount | undefined = single()): CallCounter {
  const counted = new WeakSet<Ec2Endpoint['client']>();
  return {
    take() {
      const count = current();
      const taken = count?.calls ?? 0;
      if (count !== undefined) count.calls = 0;
      return taken;
    },
    counting: (endpointOf) => (region, credentials) => {
      const endpoint = endpointOf(region, credentials);
      if (counted.has(endpoint.client)) return endpoint;
      counted.add(endpoint.client);
      endpoint.client.middlewareStack.add(
        (next) => async (args) => {
          const count = current();
          if (count !== undefined) count.calls += 1;
          return next(args);
        },
        // Behind the retry middleware of the same step: what EC2 counts against the account is attempts.
        { step: 'finalizeRequest', priority: 'low', name: 'countCalls' },
      );
      return endpoint;
    },
  };
}

function single(): () => CallCount {
  const count = { calls: 0 };
  return () => count;
}
