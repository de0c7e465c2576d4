import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CloudWatchMetric } from '../../contract/metrics';
import type { Measures } from './measures';

/** Describes when an alarm is raised. */
export interface AlarmRule {
  /** Construct id, and the end of the alarm's name. */
  readonly id: string;
  /** The sum over five minutes. */
  readonly metric: IMetric;
  /** The alarm is on from this value. */
  readonly threshold: number;
  /** What it means; `docs/operations.md` says what to do. */
  readonly meaning: string;
}

/**
 * Lists the alarms of a deployment. `throttled` counts what API Gateway refused with 429.
 * @see docs/decisions/0020
 */
export function alarmRules(measures: Measures, throttled: IMetric | undefined): readonly AlarmRule[] {
  return [
    {
      id: 'ServerErrors',
      metric: measures.gateway('5XXError', Stats.SUM),
      threshold: 5,
      meaning:
        'Five or more answers were 5xx within five minutes: AWS refuses or lacks something, or the API has a fault.',
    },
    {
      id: 'FunctionErrors',
      metric: measures.lambda('Errors', Stats.SUM),
      threshold: 1,
      meaning: 'The function crashed, ran out of memory or out of time. It answers every other failure itself.',
    },
    {
      id: 'JobFailures',
      metric: measures.machine('ExecutionsFailed'),
      threshold: 1,
      meaning: 'A job failed: an instance did not reach the requested state.',
    },
    {
      id: 'JobTimeouts',
      metric: measures.machine('ExecutionsTimedOut'),
      threshold: 1,
      meaning: 'A job took longer than the limit, and Step Functions ended it.',
    },
    ...(throttled === undefined
      ? []
      : [
          {
            id: 'ApiThrottled',
            metric: throttled,
            threshold: 10,
            meaning:
              'API Gateway refused ten or more requests within five minutes: callers send more than the throttle allows.',
          },
        ]),
    {
      id: 'FunctionThrottled',
      metric: measures.lambda('Throttles', Stats.SUM),
      threshold: 1,
      meaning: 'Lambda had no concurrency left for the function.',
    },
    {
      id: 'AwsThrottled',
      metric: measures.own(CloudWatchMetric.outcomes, Stats.SUM, { code: 'aws_throttled' }),
      threshold: 1,
      meaning: 'EC2 throttled changes: the account makes too many calls in this region.',
    },
  ];
}
