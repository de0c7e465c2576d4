import { Aws } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface FailureNoticeProps {
  readonly deployment: string;
  readonly machineArn: string;
  /** Its policy must let `events.amazonaws.com` publish. */
  readonly topic: ITopic;
}

/** Tells a topic, in words, of each job whose execution did not end well. */
export class FailureNotice extends Construct {
  constructor(scope: Construct, id: string, { deployment, machineArn, topic }: FailureNoticeProps) {
    super(scope, id);
    const job = EventField.fromPath('$.detail.name');
    const message = RuleTargetInput.fromText(
      `${deployment}: job ${job} ended as ${EventField.fromPath('$.detail.status')} in ${Aws.REGION} ` +
        `at ${EventField.fromPath('$.time')}. FAILED: an instance did not reach the state asked for. TIMED_OUT: the job ` +
        'took longer than any may. ABORTED: somebody cancelled it. What happened to each instance: ' +
        `GET /jobs/${job}.`,
    );
    new Rule(this, 'Rule', {
      description: `Jobs of ${deployment} that did not end well`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [machineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      // Not the CDK's SnsTopic: it would compare the topic's account and region with the stack's, which are not known yet.
      targets: [{ bind: () => ({ arn: topic.topicArn, input: message }) }],
    });
  }
}
