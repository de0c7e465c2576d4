import { Duration } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  FargatePlatformVersion,
  FargateService,
  type FargateTaskDefinition,
  type ICluster,
} from 'aws-cdk-lib/aws-ecs';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

export interface ServerServiceProps {
  readonly clusterName: string;
  readonly definition: FargateTaskDefinition;
  readonly targets: ApplicationTargetGroup;
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  readonly subnets: SubnetType;
  /** A task in a public subnet needs an address of its own to reach AWS. */
  readonly publicIp: boolean;
  readonly tasks: number;
  /** More than `tasks`: the service is scaled by its load. */
  readonly maxTasks: number;
}

/** Keeps the tasks running: new ones must be healthy before old ones go, and a deployment whose tasks are not goes back. */
export class ServerService extends Construct {
  readonly service: FargateService;

  constructor(scope: Construct, id: string, props: ServerServiceProps) {
    super(scope, id);
    const { clusterName, definition, targets, vpc, securityGroup, subnets, publicIp, tasks, maxTasks } = props;
    // The CDK's own declarations do not hold under `exactOptionalPropertyTypes`.
    const cluster = new Cluster(this, 'Cluster', { vpc, clusterName }) as ICluster;
    acknowledge(cluster, {
      'AwsSolutions-ECS4':
        "ECS's and the load balancer's own metrics cost nothing, and the API has metrics of its own.",
    });
    this.service = new FargateService(this, 'Service', {
      cluster,
      taskDefinition: definition,
      platformVersion: FargatePlatformVersion.LATEST,
      securityGroups: [securityGroup],
      vpcSubnets: { subnetType: subnets },
      assignPublicIp: publicIp,
      // Where the load decides how many there are, a deployment must not.
      ...(maxTasks > tasks ? {} : { desiredCount: tasks }),
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriod: Duration.seconds(30),
      enableExecuteCommand: false,
    });
    this.service.attachToApplicationTargetGroup(targets);
    if (maxTasks > tasks) {
      this.service
        .autoScaleTaskCount({ minCapacity: tasks, maxCapacity: maxTasks })
        .scaleOnCpuUtilization('Load', { targetUtilizationPercent: 60 });
    }
  }
}
