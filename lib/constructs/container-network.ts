import {
  CfnSecurityGroup,
  IpAddresses,
  type ISecurityGroup,
  type IVpc,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

export interface ContainerNetworkProps {
  /** Where the load balancer listens, and who may reach it. */
  readonly ports: readonly number[];
  readonly clients: readonly string[];
  /** Where tasks listen. */
  readonly taskPort: number;
  /** With at least one, tasks have private addresses only. */
  readonly natGateways: number;
}

/** Its addresses: the load balancer and the tasks have a few each. */
export const networkCidr = '10.84.0.0/24';

/**
 * A network in two zones: clients reach the load balancer, the load balancer the tasks, and the tasks the services of AWS.
 * The rules stand in the groups themselves: as resources of their own, which L2 makes of them, MiniStack refuses them.
 */
export class ContainerNetwork extends Construct {
  readonly vpc: IVpc;
  /** Of the load balancer. */
  readonly front: ISecurityGroup;
  /** Of the tasks. */
  readonly back: ISecurityGroup;
  /** Where the tasks are. */
  readonly taskSubnets: SubnetType;

  constructor(scope: Construct, id: string, { ports, clients, taskPort, natGateways }: ContainerNetworkProps) {
    super(scope, id);
    this.taskSubnets = natGateways > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PUBLIC;
    const subnets = [...new Set([SubnetType.PUBLIC, this.taskSubnets])];
    // The CDK's own declarations do not hold under `exactOptionalPropertyTypes`.
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(networkCidr),
      maxAzs: 2,
      natGateways,
      subnetConfiguration: subnets.map((subnetType) => ({ name: subnetType, subnetType, cidrMask: 27 })),
      // Nothing here is in the default group, and to empty it takes a function of the CDK's own.
      restrictDefaultSecurityGroup: false,
    }) as IVpc;
    acknowledge(this.vpc, {
      'AwsSolutions-VPC7':
        'The only ways in are the two security groups; the server logs who asks. A flow log costs more.',
    });
    const front = new CfnSecurityGroup(this, 'Front', {
      groupDescription: 'The load balancer: clients in, tasks out',
      vpcId: this.vpc.vpcId,
      securityGroupIngress: ports.flatMap((port) => clients.map((cidrIp) => ({ ...tcp(port), cidrIp }))),
      securityGroupEgress: [{ ...tcp(taskPort), cidrIp: networkCidr }],
    });
    if (clients.includes('0.0.0.0/0')) {
      acknowledge(front, {
        'AwsSolutions-EC23': 'A public API: callers are known by their keys. allowedCidrs closes it.',
      });
    }
    const back = new CfnSecurityGroup(this, 'Back', {
      groupDescription: 'The tasks: the load balancer in, the services of AWS out',
      vpcId: this.vpc.vpcId,
      securityGroupIngress: [{ ...tcp(taskPort), sourceSecurityGroupId: front.attrGroupId }],
      securityGroupEgress: [{ ...tcp(443), cidrIp: '0.0.0.0/0' }],
    });
    this.front = fixed(this, 'FrontGroup', front);
    this.back = fixed(this, 'BackGroup', back);
  }
}

function tcp(port: number) {
  return { ipProtocol: 'tcp', fromPort: port, toPort: port };
}

/** Makes a security group whose rules are complete: constructs that get it add none. */
function fixed(scope: Construct, id: string, group: CfnSecurityGroup): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(scope, id, group.attrGroupId, { mutable: false });
}
