import { Duration } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

export interface FrontBalancerProps {
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  readonly taskPort: number;
  /**
   * Of HTTPS, to which plain HTTP is then redirected.
   * @default - plain HTTP
   */
  readonly certificateArn?: string;
}

/** Longer than the longest `wait`, and shorter than the server keeps a connection: else the balancer would answer 502. */
const idle = Duration.seconds(310);

/** The load balancer, and the group of tasks that it asks. */
export class FrontBalancer extends Construct {
  readonly balancer: ApplicationLoadBalancer;
  readonly targets: ApplicationTargetGroup;
  /** Without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, { vpc, securityGroup, taskPort, certificateArn }: FrontBalancerProps) {
    super(scope, id);
    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      vpc,
      securityGroup,
      internetFacing: true,
      idleTimeout: idle,
      dropInvalidHeaderFields: true,
    });
    acknowledge(this.balancer, {
      'AwsSolutions-ELB2': 'The server writes a line for each request, with the id that the load balancer gave it.',
    });
    this.targets = new ApplicationTargetGroup(this, 'Targets', {
      vpc,
      port: taskPort,
      protocol: ApplicationProtocol.HTTP,
      targetType: TargetType.IP,
      // What is asked when a task ends is answered within 25 s.
      deregistrationDelay: Duration.seconds(30),
      healthCheck: {
        path: '/health',
        healthyHttpCodes: '200',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
    const forward = ListenerAction.forward([this.targets]);
    if (certificateArn === undefined) {
      this.balancer.addListener('Http', { port: 80, open: false, defaultAction: forward });
    } else {
      const redirect = ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true });
      this.balancer.addListener('Http', { port: 80, open: false, defaultAction: redirect });
      this.balancer.addListener('Https', {
        port: 443,
        open: false,
        certificates: [ListenerCertificate.fromArn(certificateArn)],
        sslPolicy: SslPolicy.RECOMMENDED_TLS,
        defaultAction: forward,
      });
    }
    this.url = `http${certificateArn === undefined ? '' : 's'}://${this.balancer.loadBalancerDnsName}`;
  }
}
