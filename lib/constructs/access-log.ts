import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat, LogGroupLogDestination, type StageOptions } from 'aws-cdk-lib/aws-apigateway';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { cloudWatchNamespace } from '../../contract/metrics';

/**
 * The fields of a line. None has the client's own text: of the path there is only the pattern that it matched, because a client
 * may put a key or a password into a path by mistake, and because `$context` is not escaped for JSON.
 */
const line = {
  request_id: '$context.requestId',
  time: '$context.requestTime',
  source_ip: '$context.identity.sourceIp',
  principal: '$context.identity.userArn',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  response_bytes: '$context.responseLength',
  latency_ms: '$context.responseLatency',
  function_ms: '$context.integrationLatency',
  api_id: '$context.apiId',
  gateway_error: '$context.error.responseType',
} as const;

/** One JSON line for each request, those that never reach the function included. */
export class AccessLog extends Construct {
  readonly stageOptions: Pick<StageOptions, 'accessLogDestination' | 'accessLogFormat'>;

  readonly #log: LogGroup;

  constructor(scope: Construct, id: string, retention: RetentionDays) {
    super(scope, id);
    this.#log = new LogGroup(this, 'Log', { retention, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
    this.stageOptions = {
      accessLogDestination: new LogGroupLogDestination(this.#log),
      accessLogFormat: AccessLogFormat.custom(JSON.stringify(line)),
    };
  }

  /** Counts the requests that API Gateway refused with 429: it has no metric of them. */
  countThrottled(apiId: string): Metric {
    const filter = this.#log.addMetricFilter('Throttled', {
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: cloudWatchNamespace,
      metricName: 'gateway_throttled',
      metricValue: '1',
      dimensions: { api_id: '$.api_id' },
    });
    return filter.metric({ dimensionsMap: { api_id: apiId }, statistic: Stats.SUM });
  }
}
