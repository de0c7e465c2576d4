import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ScheduleTick } from '../../contract/schedules';

export interface ScheduleClockProps {
  /** The function that looks which schedules are due. */
  readonly function: IFunction;
}

/** Wakes the schedules every minute. A minute that fails is not repeated: the next one does what it left. */
export class ScheduleClock extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleClockProps) {
    super(scope, id);
    const tick: ScheduleTick = { schedule_tick: true };
    new Rule(this, 'Rule', {
      description: 'Wakes the schedules of the EC2 Control API',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(props.function, {
          event: RuleTargetInput.fromObject(tick),
          retryAttempts: 0,
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
  }
}
