import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { defined } from '../contract/defined';
import { Profile } from '../contract/environment';
import type { ControlConfig } from './config';
import type { ContainerSettings } from './config-container';
import { ContainerNetwork, networkCidr } from './constructs/container-network';
import { ControlRights } from './constructs/control-rights';
import { FrontBalancer } from './constructs/front-balancer';
import type { RecordsTable } from './constructs/records-table';
import { ServerService } from './constructs/server-service';
import { ServerTask } from './constructs/server-task';
import { containerEnvironment } from './container-environment';
import { machineIdentity } from './machine-identity';
import { repositoryName } from './registry-stack';

export interface ContainerStackProps extends StackProps {
  readonly config: ControlConfig;
  readonly container: ContainerSettings;
  readonly imageTag: string;
  /** The table of the function of the same deployment. */
  readonly records: RecordsTable;
  /** The product's version. */
  readonly version: string;
  /**
   * Text of the callers file, which the function has too.
   * @default - nobody is asked who they are
   */
  readonly callers?: string;
}

const port = 5000;

/** Bytes of the callers file: a task definition holds 64 KiB, with all else that is in it. */
const mostCallers = 40_000;

/** The API as a container: a load balancer, and tasks on Fargate that share profile, callers, table and job machine with the function. */
export class ContainerStack extends Stack {
  constructor(scope: Construct, id: string, props: ContainerStackProps) {
    super(scope, id, props);
    const { config, container, imageTag, records, version, callers } = props;
    const { certificateArn, allowedCidrs, natGateways, tasks, maxTasks } = container;
    const machine = machineIdentity(config.name);
    const size = Buffer.byteLength(callers ?? '');
    if (size > mostCallers) {
      throw new Error(
        `The callers file has ${size} bytes without blanks, and a task definition has room for ${mostCallers}: remove callers.`,
      );
    }

    const network = new ContainerNetwork(this, 'Network', {
      ports: certificateArn === undefined ? [80] : [80, 443],
      clients: allowedCidrs.length === 0 ? ['0.0.0.0/0'] : allowedCidrs,
      taskPort: port,
      natGateways,
    });
    const front = new FrontBalancer(this, 'Front', {
      vpc: network.vpc,
      securityGroup: network.front,
      taskPort: port,
      ...defined({ certificateArn }),
    });
    const task = new ServerTask(this, 'Task', {
      family: config.name,
      image: imageOf(this, config, container, imageTag),
      architecture: config.architecture,
      port,
      environment: containerEnvironment(config, {
        version,
        tableName: records.table.tableName,
        stateMachineArn: machine.arn,
        port,
        proxies: networkCidr,
        ...defined({ callers }),
      }),
      logRetention: config.logRetentionDays,
      keepLog: config.profile === Profile.production,
    });
    const rights = new ControlRights(this, 'Rights', { role: task.role, config, records, machine });
    const { service } = new ServerService(this, 'Server', {
      clusterName: config.name,
      definition: task.definition,
      targets: front.targets,
      vpc: network.vpc,
      securityGroup: network.back,
      subnets: network.taskSubnets,
      publicIp: natGateways === 0,
      tasks,
      maxTasks,
    });
    // ECS refuses a service whose target group no listener uses yet; and a task that starts before its roles have their rights
    // fails, which the circuit breaker counts.
    service.node.addDependency(front, task, rights);

    new CfnOutput(this, 'ServiceUrl', { value: front.url });
    new CfnOutput(this, 'BalancerName', { value: front.balancer.loadBalancerName });
    new CfnOutput(this, 'ServiceName', { value: service.serviceName });
    new CfnOutput(this, 'ImageTag', { value: imageTag });
    new CfnOutput(this, 'ServiceLogGroupName', { value: task.logGroup.logGroupName });
    new CfnOutput(this, 'TaskRoleArn', { value: task.role.roleArn });
  }
}

/** Finds the image in the deployment's registry. An emulator's registry is at its own address, whatever it calls it. */
function imageOf(
  scope: Construct,
  { name }: ControlConfig,
  { emulator }: ContainerSettings,
  tag: string,
): ContainerImage {
  const repository: IRepository = Repository.fromRepositoryName(scope, 'Repository', repositoryName(name));
  return emulator === undefined
    ? ContainerImage.fromEcrRepository(repository, tag)
    : ContainerImage.fromRegistry(`${new URL(emulator).host}/${repositoryName(name)}:${tag}`);
}
