import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { defined } from '../contract/defined';
import { Profile } from '../contract/environment';
import type { ControlConfig } from './config';
import { ControlApi } from './constructs/control-api';
import { ControlFunction } from './constructs/control-function';
import { ControlRights } from './constructs/control-rights';
import { FailureNotice } from './constructs/failure-notice';
import { JobMachine } from './constructs/job-machine';
import { RecordsTable } from './constructs/records-table';
import { ScheduleClock } from './constructs/schedule-clock';
import { Telemetry } from './constructs/telemetry';
import { functionEnvironment } from './function-environment';
import { machineIdentity } from './machine-identity';

export interface ControlStackProps extends StackProps {
  readonly config: ControlConfig;
  readonly code: Code;
  /** The product's version. */
  readonly version: string;
}

/** The product: one API, one function, one table, one job machine, and what watches them. */
export class ControlStack extends Stack {
  readonly records: RecordsTable;

  constructor(scope: Construct, id: string, { config, code, version, ...props }: ControlStackProps) {
    super(scope, id, props);
    const production = config.profile === Profile.production;
    const machine = machineIdentity(config.name);

    this.records = new RecordsTable(this, 'Records', { keep: production });
    const control = new ControlFunction(this, 'Control', {
      functionName: config.name,
      code,
      architecture: config.architecture,
      environment: functionEnvironment(config, {
        version,
        tableName: this.records.table.tableName,
        stateMachineArn: machine.arn,
      }),
      logRetention: config.logRetentionDays,
      keepLog: production,
    });
    new ControlRights(this, 'Rights', { role: control.role, config, records: this.records, machine });

    new JobMachine(this, 'Jobs', {
      machineName: machine.name,
      function: control.function,
      logRetention: config.logRetentionDays,
    });

    if (config.schedules) new ScheduleClock(this, 'ScheduleClock', { function: control.function });

    const gateway = new ControlApi(this, 'Gateway', {
      apiName: config.apiName,
      ...defined({ apiId: config.apiId }),
      function: control.function,
      profile: config.profile,
      auth: config.auth,
      throttle: { rate: config.throttleRate, burst: config.throttleBurst },
      corsOrigins: config.corsOrigins,
      features: config.schedules ? ['schedules'] : [],
      ...(production ? { accessLogRetention: config.logRetentionDays } : {}),
    });

    const topic =
      config.alarmTopicArn === undefined ? undefined : Topic.fromTopicArn(this, 'Topic', config.alarmTopicArn);
    if (config.dashboard) {
      new Telemetry(this, 'Telemetry', {
        deployment: config.name,
        measured: {
          functionName: config.name,
          apiName: config.apiName,
          stageName: gateway.api.deploymentStage.stageName,
          machineArn: machine.arn,
        },
        ...defined({ throttled: gateway.throttled, topic }),
      });
    }
    if (topic !== undefined) {
      new FailureNotice(this, 'FailureNotice', { deployment: config.name, machineArn: machine.arn, topic });
    }

    new CfnOutput(this, 'ApiId', { value: gateway.api.restApiId });
    new CfnOutput(this, 'ApiUrl', { value: gateway.api.url });
    new CfnOutput(this, 'FunctionName', { value: control.function.functionName });
    new CfnOutput(this, 'LogGroupName', { value: control.logGroup.logGroupName });
    new CfnOutput(this, 'TableName', { value: this.records.table.tableName });
    new CfnOutput(this, 'StateMachineArn', { value: machine.arn });
  }
}
