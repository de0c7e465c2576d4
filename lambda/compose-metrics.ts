import { methodLabel, pathLabel } from '../contract/metrics-labels';
import type { Config } from './config';
import type { Handler } from './http/context';
import type { CompletedRequest } from './http/dependencies';
import type { Log } from './logging/log';
import { logJob, logOutcomes } from './metrics/cloudwatch';
import { createRecorder, errorText } from './metrics/recorder';
import { createRequestLog } from './metrics/request-log';
import { coldStartRow, countOutcomes, type JobObservation, jobRow, requestRow } from './metrics/rows';
import type { MetricsStore } from './metrics/store/store';

/** What is measured of the function, wired together. */
export interface Metrics {
  /**
   * Notes an invocation, before anything else is done for it.
   * @param idle - when there is time to count a cold start. @default - once the invocation is under way
   */
  onArrival(idle?: Promise<void>): void;
  onCompleted(completed: CompletedRequest): Promise<void>;
  /** Counts a job that has ended; never throws. */
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
  let counted = false;
  /** Counts the cold start while EC2 is waited for, or with the request: the write opens the connection of the others. */
  const countColdStart = (): void => {
    if (!counted) recorder?.begin(coldStartRow);
    counted = true;
  };
  let fresh = coldStarts;
  let coldStart = false;

  return {
    onArrival(idle) {
      coldStart = fresh;
      fresh = false;
      if (!coldStart) return;
      if (idle === undefined) setImmediate(countColdStart);
      else void idle.then(countColdStart);
    },
    async onCompleted(completed) {
      const { request, status, milliseconds } = completed;
      const outcomes = countOutcomes(completed.outcomes ?? []);
      if (coldStart) countColdStart();
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
