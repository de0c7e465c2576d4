import type { CounterTable, CountJobs, CountSchedules } from '../scrape';
import type { CounterEndpoint, CounterTableOptions } from './counters';

/** What is kept in the product's table for `/metrics`. */
export interface MetricsStore {
  /** The counters; the same ones each time. */
  readonly counters: () => Promise<CounterTable>;
  readonly countJobs: CountJobs;
  readonly countSchedules: CountSchedules;
}

/**
 * Makes the store in DynamoDB. Its client is not loaded at the function's start but when the store is first used, while
 * the first request waits for EC2.
 * @see docs/decisions/0007
 */
export function metricsStore(options: CounterTableOptions): MetricsStore {
  let endpoint: Promise<CounterEndpoint> | undefined;
  const connect = (): Promise<CounterEndpoint> => {
    endpoint ??= import('./counters').then(({ counterEndpoint }) => counterEndpoint(options));
    return endpoint;
  };
  const counters: CounterTable = {
    add: async (row) => (await import('./counters')).addRow(await connect(), row),
    read: async (deadline) => (await import('./reads')).readRows(await connect(), deadline),
  };
  return {
    counters: async () => {
      await connect();
      return counters;
    },
    countJobs: async (deadline) => (await import('./reads')).countJobs(await connect(), deadline),
    countSchedules: async (deadline) => (await import('./reads')).countSchedules(await connect(), deadline),
  };
}
