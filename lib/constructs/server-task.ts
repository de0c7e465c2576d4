import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AwsLogDriverMode,
  Capability,
  type ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Size } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

export interface ServerTaskProps {
  readonly family: string;
  readonly image: ContainerImage;
  readonly architecture: 'arm64' | 'x86_64';
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
  /** As of the function's log. */
  readonly keepLog: boolean;
}

/** Asks the server how it is, with the program that is in the image: there is no shell, and no curl. */
const healthCheck = [
  'CMD',
  '/nodejs/bin/node',
  '-e',
  "require('http').get({ port: process.env.PORT, path: '/health' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))",
];

/** What runs: one container, with no root, no capability and nothing to write to but its log. */
export class ServerTask extends Construct {
  readonly definition: FargateTaskDefinition;
  /** What the API acts with. It begins with no right. */
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ServerTaskProps) {
    super(scope, id);
    const { family, image, architecture, port, environment, logRetention, keepLog } = props;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: logRetention,
      ...(keepLog
        ? { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }
        : { removalPolicy: RemovalPolicy.DESTROY, logGroupName: `/ecs/${family}` }),
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    this.definition = new FargateTaskDefinition(this, 'Definition', {
      family,
      cpu: 256,
      memoryLimitMiB: 512,
      taskRole: this.role,
      runtimePlatform: {
        cpuArchitecture: architecture === 'arm64' ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    const linuxParameters = new LinuxParameters(this, 'Linux');
    linuxParameters.dropCapabilities(Capability.ALL);
    this.definition.addContainer('api', {
      image,
      environment: { ...environment },
      portMappings: [{ containerPort: port }],
      user: '65532:65532',
      readonlyRootFilesystem: true,
      linuxParameters,
      // The server ends by itself within 25 s of SIGTERM.
      stopTimeout: Duration.seconds(30),
      healthCheck: {
        command: healthCheck,
        interval: Duration.seconds(15),
        timeout: Duration.seconds(3),
        startPeriod: Duration.seconds(10),
        retries: 3,
      },
      // A log service that is away must not hold up answers.
      logging: LogDrivers.awsLogs({
        logGroup: this.logGroup,
        streamPrefix: 'task',
        mode: AwsLogDriverMode.NON_BLOCKING,
        maxBufferSize: Size.mebibytes(25),
      }),
    });
    acknowledge(this.definition, {
      'AwsSolutions-ECS2': 'The environment holds no secret: of keys it has the hashes, as the function has.',
    });
    const { executionRole } = this.definition;
    if (executionRole !== undefined) {
      acknowledge(executionRole, {
        'AwsSolutions-IAM5[Resource::*]':
          'ecr:GetAuthorizationToken knows no resources; pulling is for the one repository.',
      });
    }
  }
}
