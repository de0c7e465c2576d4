import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface ControlFunctionProps {
  readonly functionName: string;
  readonly code: Code;
  readonly environment: Readonly<Record<string, string>>;
  readonly architecture: 'arm64' | 'x86_64';
  readonly logRetention: RetentionDays;
  /**
   * The log, which is the audit trail, outlives the stack, under a generated name, as a name could not be used again.
   * @default false - it goes with the stack, and has the name that Lambda would give it
   */
  readonly keepLog?: boolean;
}

/** The one function, with its log and its role. It begins with no right but to write its log. */
export class ControlFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ControlFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: props.logRetention,
      ...(props.keepLog === true
        ? { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }
        : { removalPolicy: RemovalPolicy.DESTROY, logGroupName: `/aws/lambda/${props.functionName}` }),
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: props.functionName,
      description: 'Control Amazon EC2 instances over HTTP',
      code: props.code,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      // API Gateway waits 29 s and no longer.
      timeout: Duration.seconds(29),
      memorySize: 512,
      role: this.role,
      logGroup: this.logGroup,
      environment: { ...props.environment },
    });
  }
}
