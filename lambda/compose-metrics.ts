import { methodLabel, pathLabel } from '../contract/metrics-labels';
import type { Config } from './config';
import type { CompletedRequest } from './http/app';
import type { Handler } from './http/context';
import type { Log } from './logging/log';
import { logJob, logOutcomes } from './metrics/cloudwatch';
import { createRecorder, errorText } from './metrics/recorder';
import { createRequestLog } from './metrics/request-log';
import { coldStartRow, countOutcomes, type JobObservation, jobRow, requestRow } from './metrics/rows';
import type { MetricsStore } from './metrics/store/store';

/** What is measured of the function, wired together. */
export interface Metrics {
  /** To be told of each invocation before anything else is done for it. */
  onArrival(): void;
  onCompleted(completed: CompletedRequest): Promise<void>;
  /** To be told of each job when it has ended; never throws. */
  onJobEnded(job: JobObservation & { readonly jobId: string }): Promise<void>;
  /** Handles `/metrics`. */
  readonly handler: Handler;
}

export interface MetricsOptions {
  readonly config: Config;
  readonly log: Log;
  readonly store: MetricsStore;
  /** Whether the first request is a cold start, which is counted. @default true */
  readonly coldStarts?: boolean;
}

/** Makes what measures the function. */
export function composeMetrics(options: MetricsOptions): Metrics {
  const { config, log, store, coldStarts = true } = options;
  const { functionName } = config;
  const logRequest = createRequestLog({ log, functionName, now: Date.now });
  const { counters, countJobs, countSchedules } = store;
  const recorder =
    config.requestMetrics && config.tableName !== '' ? createRecorder({ open: counters, log }) : undefined;
  let fresh = coldStarts;
  let coldStart = false;

  return {
    onArrival() {
      coldStart = fresh;
      fresh = false;
      // The first write opens the connection that the request's own will use. Not before the request itself is under way.
      if (coldStart) setImmediate(() => recorder?.begin(coldStartRow));
    },
    async onCompleted(completed) {
      const { request, status, milliseconds } = completed;
      const outcomes = countOutcomes(completed.outcomes ?? []);
      logRequest(completed, { coldStart });
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
      (await import('./metrics/handler')).metrics({
        ...(recorder === undefined ? {} : { counters: async () => (await counters()).read(context.deadline) }),
        jobs: () => countJobs(context.deadline),
        ...(config.features.includes('schedules') ? { schedules: () => countSchedules(context.deadline) } : {}),
        now: () => Number(process.hrtime.bigint()) / 1e6,
        onFailure: (source, error) =>
          log.warn('metrics', { detail: `a scrape could not read ${source}`, error: errorText(error) }),
      })(context),
  };
}
