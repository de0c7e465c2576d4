import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { jobMachineDefinition } from './job-machine-definition';

export interface JobMachineProps {
  readonly machineName: string;
  /** The function that does the steps. */
  readonly function: IFunction;
  readonly logRetention: RetentionDays;
}

/** The state machine that runs jobs. It may invoke the one function and write its log, and nothing else. */
export class JobMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: JobMachineProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const log = new LogGroup(this, 'Log', {
      // Step Functions takes log groups of this prefix without adding to the account's one resource policy for each.
      logGroupName: `/aws/vendedlogs/states/${props.machineName}`,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const definition = jobMachineDefinition(props.function.functionArn);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: props.machineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      role,
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
    // `grantInvoke` would add every version and alias, of which there is none.
    role.addToPolicy(
      new PolicyStatement({
        sid: 'DoSteps',
        actions: ['lambda:InvokeFunction'],
        resources: [props.function.functionArn],
      }),
    );
    acknowledgeWildcards(role);
  }
}

function acknowledgeWildcards(role: IRole): void {
  acknowledge(role, {
    'AwsSolutions-IAM5[Resource::*]':
      'Delivery of logs to CloudWatch and of traces to X-Ray knows no resources: CDK grants them as AWS documents.',
  });
}
