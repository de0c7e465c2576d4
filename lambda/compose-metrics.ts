import { methodLabel, pathLabel } from '../contract/metrics-labels';
import type { Ec2EndpointOf } from './aws/ec2';
import { createCallCounter } from './aws/request-calls';
import type { Config } from './config';
import type { Handled } from './http/app';
import type { Handler } from './http/context';
import type { CounterTable, CountJobs } from './operations/metrics';
import { countOutcomes } from './operations/metrics-outcomes';
import { coldStartRow, type JobObservation, jobRow, requestRow } from './operations/metrics-rows';
import type { Log } from './telemetry/log';
import { logJob, logOutcomes } from './telemetry/metrics-outcomes';
import { createRecorder, errorText } from './telemetry/metrics-recorder';
import { createRequestLog } from './telemetry/request';

/** What is measured of the function, wired together. */
export interface Metrics {
  /** Counts the calls to EC2 that go through the endpoints. */
  counting(endpointOf: Ec2EndpointOf): Ec2EndpointOf;
  /** To be told of each invocation before anything else is done for it. */
  onArrival(): void;
  onHandled(handled: Handled): Promise<void>;
  /** To be told of each job when it has ended; never throws. */
  onJobEnded(job: JobObservation & { readonly jobId: string }): Promise<void>;
  /** Handles `/metrics`. */
  readonly handler: Handler;
}

export interface MetricsOptions {
  readonly config: Config;
  readonly log: Log;
  /** Absent where there are no jobs. */
  readonly countJobs?: CountJobs;
  /** @default - the counters in the product's DynamoDB table */
  readonly openCounters?: () => Promise<CounterTable>;
}

/** Makes what measures the function. */
export function composeMetrics({ config, log, countJobs, openCounters }: MetricsOptions): Metrics {
  const { functionName, region, tableName } = config;
  const calls = createCallCounter();
  const logRequest = createRequestLog({ log, functionName, now: Date.now });
  // DynamoDB's client is no part of the function's start: it is loaded while the first request waits for EC2.
  const load = async (): Promise<CounterTable> =>
    (await import('./aws/request-counters-table')).counterTable({ tableName, region });
  let table: Promise<CounterTable> | undefined;
  const open = (): Promise<CounterTable> => {
    table ??= (openCounters ?? load)();
    return table;
  };
  const recorder = config.requestMetrics && tableName !== '' ? createRecorder({ open, log }) : undefined;
  let fresh = true;
  let coldStart = false;

  return {
    counting: calls.counting,
    onArrival() {
      calls.take();
      coldStart = fresh;
      fresh = false;
      // The first write opens the connection that the request's own will use. Not before the request itself is under way.
      if (coldStart) setImmediate(() => recorder?.begin(coldStartRow));
    },
    async onHandled(handled) {
      const { request, status, milliseconds } = handled;
      const outcomes = countOutcomes(handled.outcomes ?? []);
      logRequest(handled, { ec2Calls: calls.take(), coldStart });
      logOutcomes(log, functionName, Date.now, { request_id: request.requestId }, outcomes);
      const labels = { path: pathLabel(request.resource), method: methodLabel(request.method) };
      await recorder?.record(requestRow({ ...labels, status, milliseconds, outcomes }));
    },
    async onJobEnded(job) {
      logJob(log, functionName, Date.now, job);
      logOutcomes(log, functionName, Date.now, { job_id: job.jobId }, job.outcomes);
      await recorder?.record(jobRow(job));
    },
    handler: async (context) =>
      (await import('./http/handlers/metrics')).metrics({
        ...(recorder === undefined ? {} : { counters: async () => (await open()).read() }),
        ...(countJobs === undefined ? {} : { jobs: countJobs }),
        now: () => Number(process.hrtime.bigint()) / 1e6,
        onFailure: (source, error) =>
          log.warn('metrics', { detail: `a scrape could not read ${source}`, error: errorText(error) }),
      })(context),
  };
}
