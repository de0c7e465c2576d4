import { type CloudWatchDimension, CloudWatchMetric } from '../../contract/metrics';
import { JobStatus } from '../../contract/states';
import type { Log } from '../logging/log';
import { embeddedMetrics } from './cloudwatch';
import type { JobObservation, OutcomeCount } from './rows';

/** Whose outcomes they are. */
export type OutcomeSource = { readonly request_id: string } | { readonly job_id: string };

/**
 * Writes one line for each way in which instances' changes ended, which is its CloudWatch metric. Not part of the request's
 * own line: a line has one value for each dimension.
 */
export function logOutcomes(
  log: Log,
  functionName: string,
  now: () => number,
  source: OutcomeSource,
  outcomes: readonly OutcomeCount[],
): void {
  for (const { action, outcome, code, count } of outcomes) {
    const dimensions: CloudWatchDimension[][] = [['function', 'action', 'outcome']];
    if (code !== '') dimensions.push(['function', 'code']);
    log[code === '' ? 'info' : 'warn']('outcome', {
      ...source,
      action,
      outcome,
      ...(code === '' ? {} : { code }),
      [CloudWatchMetric.outcomes]: count,
      function: functionName,
      ...embeddedMetrics(now(), [{ dimensions, metrics: [{ name: CloudWatchMetric.outcomes, unit: 'Count' }] }]),
    });
  }
}

/** Writes one line for a job that has ended, which is its CloudWatch metric. */
export function logJob(
  log: Log,
  functionName: string,
  now: () => number,
  { jobId, action, status }: JobObservation & { readonly jobId: string },
): void {
  log[status === JobStatus.failed ? 'error' : 'info']('job', {
    job_id: jobId,
    action,
    status,
    [CloudWatchMetric.jobsEnded]: 1,
    function: functionName,
    ...embeddedMetrics(now(), [
      {
        dimensions: [
          ['function', 'status'],
          ['function', 'action', 'status'],
        ],
        metrics: [{ name: CloudWatchMetric.jobsEnded, unit: 'Count' }],
      },
    ]),
  });
}
