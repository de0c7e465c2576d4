import { GraphWidget, type IMetric, type IWidget, type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CloudWatchMetric } from '../../contract/metrics';
import type { Measures } from './measures';

/** Makes the dashboard, row by row. `throttled` counts what API Gateway refused with 429. */
export function dashboardRows(measures: Measures, throttled: Metric | undefined): readonly (readonly IWidget[])[] {
  const refused = throttled === undefined ? [] : [throttled.with({ label: 'API Gateway' })];
  return [
    [
      graph('Requests and errors', [
        measures.gateway('Count', Stats.SUM, 'Requests'),
        measures.gateway('4XXError', Stats.SUM, '4xx'),
        measures.gateway('5XXError', Stats.SUM, '5xx'),
      ]),
      graph('Duration in milliseconds', [
        measures.gateway('Latency', 'p50', 'p50'),
        measures.gateway('Latency', 'p95', 'p95'),
        measures.gateway('Latency', 'p99', 'p99'),
        measures.own(CloudWatchMetric.duration, 'p50', {}, 'p50 in the function'),
      ]),
    ],
    [
      graph('Requests by route', [measures.each(CloudWatchMetric.duration, ['route'], Stats.SAMPLE_COUNT)]),
      graph('Duration by route, p95 in milliseconds', [measures.each(CloudWatchMetric.duration, ['route'], 'p95')]),
    ],
    [
      graph('Throttling', [
        ...refused,
        measures.lambda('Throttles', Stats.SUM, 'Function'),
        measures.own(CloudWatchMetric.outcomes, Stats.SUM, { code: 'aws_throttled' }, 'EC2'),
      ]),
      graph('Function', [
        measures.lambda('ConcurrentExecutions', Stats.MAXIMUM, 'Concurrent'),
        measures.own(CloudWatchMetric.coldStart, Stats.SUM, {}, 'Cold starts'),
        measures.lambda('Errors', Stats.SUM, 'Crashes and time-outs'),
      ]),
    ],
    [
      graph('Changes by action and outcome', [
        measures.each(CloudWatchMetric.outcomes, ['action', 'outcome'], Stats.SUM),
      ]),
      graph('Changes refused or failed, by code', [measures.each(CloudWatchMetric.outcomes, ['code'], Stats.SUM)]),
    ],
    [
      graph('Jobs ended, by status', [measures.each(CloudWatchMetric.jobsEnded, ['status'], Stats.SUM)]),
      graph('Executions of the job machine', [
        measures.machine('ExecutionsStarted', 'Started'),
        measures.machine('ExecutionsSucceeded', 'Succeeded'),
        measures.machine('ExecutionsFailed', 'Failed'),
        measures.machine('ExecutionsAborted', 'Cancelled'),
        measures.machine('ExecutionsTimedOut', 'Timed out'),
      ]),
    ],
  ];
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 12, leftYAxis: { min: 0, showUnits: false } });
}
