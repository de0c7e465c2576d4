import type { CloudWatchDimension, CloudWatchMetric } from '../../contract/metrics';
import { cloudWatchNamespace } from '../../contract/metrics';

/** Metrics that share their dimension sets. */
export interface Directive {
  /** Each set makes a metric of its own, and each costs. */
  readonly dimensions: readonly (readonly CloudWatchDimension[])[];
  readonly metrics: readonly { readonly name: CloudWatchMetric; readonly unit: 'Milliseconds' | 'Count' }[];
}

/**
 * The member that makes CloudWatch read metrics from a log line. Values and dimensions are members of the line itself, under
 * the names given here. Directives without a metric are left out.
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
