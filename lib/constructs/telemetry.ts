import { Dashboard, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { defined } from '../../contract/defined';
import { alarmRules } from '../telemetry/alarms';
import { type Measured, Measures } from '../telemetry/measures';
import { dashboardRows } from '../telemetry/widgets';
import { Alarms } from './alarms';

export interface TelemetryProps {
  /** Name of the dashboard; names of alarms begin with it. */
  readonly deployment: string;
  readonly measured: Measured;
  /** Requests that API Gateway refused with 429. */
  readonly throttled?: Metric;
  /**
   * Told of alarms.
   * @default - they are seen in CloudWatch only
   */
  readonly topic?: ITopic;
}

/** What an operator looks at, and what calls one. */
export class Telemetry extends Construct {
  constructor(scope: Construct, id: string, { deployment, measured, throttled, topic }: TelemetryProps) {
    super(scope, id);
    const measures = new Measures(measured);
    new Dashboard(this, 'Dashboard', {
      dashboardName: deployment,
      widgets: dashboardRows(measures, throttled).map((row) => [...row]),
    });
    new Alarms(this, 'Alarms', {
      deployment,
      rules: alarmRules(measures, throttled),
      ...defined({ topic }),
    });
  }
}
