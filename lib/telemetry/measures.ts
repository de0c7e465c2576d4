import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { defined } from '../../contract/defined';
import { type CloudWatchDimension, type CloudWatchMetric, cloudWatchNamespace } from '../../contract/metrics';

/** Whose measures they are. */
export interface Measured {
  readonly functionName: string;
  readonly apiName: string;
  readonly stageName: string;
  readonly machineArn: string;
}

const period = Duration.minutes(5);

/**
 * The CloudWatch metrics of one deployment, as the dashboard draws and the alarms watch them. An alarm's metric has no label:
 * the CDK would make metric math of it, which emulators do not know.
 */
export class Measures {
  readonly #of: Measured;

  constructor(of: Measured) {
    this.#of = of;
  }

  /** Makes a metric of API Gateway: `Count`, `4XXError`, `5XXError`, `Latency`. */
  gateway(metricName: string, statistic: string, label?: string): Metric {
    const dimensionsMap = { ApiName: this.#of.apiName, Stage: this.#of.stageName };
    return new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap,
      statistic,
      period,
      ...defined({ label }),
    });
  }

  /** Makes a metric of Lambda: `Errors`, `Throttles`, `ConcurrentExecutions`. */
  lambda(metricName: string, statistic: string, label?: string): Metric {
    const dimensionsMap = { FunctionName: this.#of.functionName };
    return new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap,
      statistic,
      period,
      ...defined({ label }),
    });
  }

  /** Makes a metric of Step Functions: `ExecutionsStarted`, `ExecutionsFailed`, `ExecutionsTimedOut`. */
  machine(metricName: string, label?: string): Metric {
    const dimensionsMap = { StateMachineArn: this.#of.machineArn };
    return new Metric({
      namespace: 'AWS/States',
      metricName,
      dimensionsMap,
      statistic: Stats.SUM,
      period,
      ...defined({ label }),
    });
  }

  /** Makes a metric that the function writes in its log. */
  own(
    metricName: CloudWatchMetric,
    statistic: string,
    dimensions: Readonly<Partial<Record<CloudWatchDimension, string>>> = {},
    label?: string,
  ): Metric {
    const dimensionsMap = { function: this.#of.functionName, ...dimensions };
    return new Metric({
      namespace: cloudWatchNamespace,
      metricName,
      dimensionsMap,
      statistic,
      period,
      ...defined({ label }),
    });
  }

  /** Makes a line for each set of values that the dimensions have. */
  each(metricName: CloudWatchMetric, dimensions: readonly CloudWatchDimension[], statistic: string): MathExpression {
    const schema = ['function', ...dimensions].join(',');
    const search = `{${cloudWatchNamespace},${schema}} MetricName="${metricName}" function="${this.#of.functionName}"`;
    return new MathExpression({ expression: `SEARCH('${search}', '${statistic}', 300)`, label: '', period });
  }
}
