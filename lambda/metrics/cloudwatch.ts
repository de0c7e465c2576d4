import { type CloudWatchDimension, CloudWatchMetric, cloudWatchNamespace } from '../../contract/metrics';
import { JobStatus } from '../../contract/states';
import type { Log } from '../logging/log';
import type { JobObservation, OutcomeCount } from './rows';

/** Metrics that share their dimension sets. */
export interface Directive {
  /** Each set makes a metric of its own, and each costs. */
  readonly dimensions: readonly (readonly CloudWatchDimension[])[];
  readonly metrics: readonly { readonly name: CloudWatchMetric; readonly unit: 'Milliseconds' | 'Count' }[];
}

/**
 * Makes the member by which CloudWatch reads metrics from a log line. Values and dimensions are members of the line
 * itself, under the names given here. Directives without a metric are left out.
 * @param timestamp - milliseconds since 1970
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(timestamp: number, directives: readonly Directive[]): { readonly _aws: unknown } {
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: directives
        .filter(({ metrics }) => metrics.length > 0)
        .map(({ dimensions, metrics }) => ({
          Namespace: cloudWatchNamespace,
          Dimensions: dimensions,
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        })),
    },
  };
}

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
