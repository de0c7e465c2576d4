import { Size, Tags } from 'aws-cdk-lib';
import {
  AuthorizationType,
  EndpointType,
  type IResource,
  LambdaIntegration,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Auth, type Profile } from '../../contract/environment';
import type { Feature } from '../../contract/routes';
import { acknowledge } from '../acknowledge';
import { type GatewayMethod, gatewayMethods } from '../gateway-methods';
import { AccessLog } from './access-log';
import { GatewayProblems } from './gateway-problems';

export interface ControlApiProps {
  readonly apiName: string;
  /**
   * The id that an emulator gives the API.
   * @default - a random one, as on AWS
   */
  readonly apiId?: string;
  readonly function: IFunction;
  readonly profile: Profile;
  readonly auth: Auth;
  /** Requests a second, and in a burst, over all callers. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly corsOrigins: readonly string[];
  /** What the deployment has of what it can be without. */
  readonly features: readonly Feature[];
  /**
   * How long each request's line is kept.
   * @default - no access log
   */
  readonly accessLogRetention?: RetentionDays;
}

/** The REST API: every row of the route table, and whatever else is asked for, to the one function. */
export class ControlApi extends Construct {
  readonly api: RestApi;
  /** Requests that API Gateway refused with 429, where it has an access log. */
  readonly throttled?: Metric;

  constructor(scope: Construct, id: string, props: ControlApiProps) {
    super(scope, id);
    const { apiName, throttle, accessLogRetention } = props;
    const accessLog =
      accessLogRetention === undefined ? undefined : new AccessLog(this, 'AccessLog', accessLogRetention);
    this.api = new RestApi(this, 'Api', {
      restApiName: apiName,
      description: 'Control Amazon EC2 instances over HTTP',
      endpointTypes: [EndpointType.REGIONAL],
      minCompressionSize: Size.kibibytes(1),
      // An account-wide setting that access logs need; other APIs of the account may rely on it too, so it stays.
      cloudWatchRole: accessLog !== undefined,
      deployOptions: {
        stageName: 'prod',
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
        // Execution logs would hold query strings, and with them credentials.
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        ...accessLog?.stageOptions,
      },
    });
    // The stack has outputs of its own.
    this.api.node.tryRemoveChild('Endpoint');
    if (props.apiId !== undefined) pinId(this.api, props.apiId);
    if (accessLog !== undefined) this.throttled = accessLog.countThrottled(this.api.restApiId);
    // One permission for the whole API: two for each method would pass the limit of a function's policy.
    const integration = new LambdaIntegration(props.function, { scopePermissionToMethod: false });
    for (const method of gatewayMethods(props)) {
      this.#resource(method).addMethod(method.method, integration, {
        authorizationType: props.auth === Auth.iam && !method.open ? AuthorizationType.IAM : AuthorizationType.NONE,
      });
    }
    acknowledge(this.api, accessLog === undefined ? { ...findings, ...labFindings } : findings);
    new GatewayProblems(this, 'Problems', { api: this.api, corsOrigins: props.corsOrigins });
  }

  #resource({ resource }: GatewayMethod): IResource {
    return resource === '/' ? this.api.root : this.api.root.resourceForPath(resource);
  }
}

const findings = {
  'AwsSolutions-APIG2': 'The function validates every parameter, and names all mistakes of a request at once.',
  'AwsSolutions-APIG3': 'A firewall costs money and needs rules of the account; the deployer may associate one.',
  'AwsSolutions-APIG4': 'Callers are known by keys that the function checks, or by SigV4; GET /health is open.',
  'AwsSolutions-APIG6': 'Execution logs would hold query strings, and with them credentials; there is an access log.',
  'AwsSolutions-COG4': 'Callers are programs with a key or an IAM principal, not people in a user pool.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
    'API Gateway writes its logs with it; AWS offers the policy for this.',
} as const;

const labFindings = { 'AwsSolutions-APIG1': 'A lab needs no access log: the function logs each request.' } as const;

/** Pins the API's id on an emulator: MiniStack reads the one tag, LocalStack the other, AWS neither. */
function pinId(api: RestApi, id: string): void {
  const options = { includeResourceTypes: ['AWS::ApiGateway::RestApi'] };
  for (const tag of ['ms-custom-id', '_custom_id_']) Tags.of(api).add(tag, id, options);
}
