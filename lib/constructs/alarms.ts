import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmRule } from '../telemetry/alarms';

export interface AlarmsProps {
  /** The alarms' names begin with it. */
  readonly deployment: string;
  readonly rules: readonly AlarmRule[];
  /**
   * Told when an alarm goes on, and when it goes off again.
   * @default - the alarms are seen in CloudWatch only
   */
  readonly topic?: ITopic;
}

/** The alarms of a deployment. No data means that nothing happened, which is well. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { deployment, rules, topic }: AlarmsProps) {
    super(scope, id);
    for (const rule of rules) {
      const alarm = new Alarm(this, rule.id, {
        alarmName: `${deployment}-${rule.id}`,
        alarmDescription: rule.meaning,
        metric: rule.metric,
        threshold: rule.threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      if (topic === undefined) continue;
      const action = new SnsAction(topic);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}
