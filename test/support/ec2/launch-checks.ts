import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { architectureOf, images, noSubnet, requireImage } from './catalog';
import { Ec2Fault } from './fault';
import type { Subnet, World } from './world';

/** Bytes of user data before base64. */
const userDataLimit = 16_384;

/** Checks a launch as EC2 does before anything is made. @returns the subnet that it goes to */
export function checkLaunch(world: World, input: RunInstancesRequest): Subnet {
  const { ImageId, InstanceType = 'm1.small', KeyName, UserData, NetworkInterfaces = [], MinCount, MaxCount } = input;
  if (ImageId === undefined) throw new Ec2Fault('MissingParameter', 'The request must contain the parameter ImageId');
  if (MinCount === undefined || MaxCount === undefined || MinCount < 1 || MaxCount < MinCount) {
    throw new Ec2Fault('InvalidParameterValue', `Value (${MinCount}) for parameter minCount is invalid.`);
  }
  checkImage(world, ImageId, InstanceType);
  if (KeyName !== undefined && !world.keyPairs.has(KeyName)) {
    throw new Ec2Fault('InvalidKeyPair.NotFound', `The key pair '${KeyName}' does not exist`);
  }
  if (UserData !== undefined && Buffer.from(UserData, 'base64').length > userDataLimit) {
    throw new Ec2Fault('InvalidParameterValue', `User data is limited to ${userDataLimit} bytes`);
  }
  if (NetworkInterfaces.length > 0 && (input.SubnetId !== undefined || input.SecurityGroupIds !== undefined)) {
    throw new Ec2Fault(
      'InvalidParameterCombination',
      'Network interfaces and an instance-level subnet ID or security groups may not be specified on the same request',
    );
  }
  checkGroups(world, [...(input.SecurityGroupIds ?? []), ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)]);
  checkTags(input);
  return checkSubnet(world, input.SubnetId ?? NetworkInterfaces[0]?.SubnetId, MaxCount);
}

function checkImage(world: World, imageId: string, type: string): void {
  const parameter = /^resolve:ssm:/.test(imageId);
  if (!parameter) requireImage(world, imageId);
  const wanted = architectureOf(type);
  const actual = parameter ? (/arm64/.test(imageId) ? 'arm64' : 'x86_64') : images[imageId];
  if (actual !== undefined && actual !== wanted) {
    throw new Ec2Fault(
      'InvalidParameterValue',
      `The architecture '${wanted}' of the specified instance type does not match the architecture '${actual}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.`,
    );
  }
}

function checkGroups(world: World, groups: readonly string[]): void {
  const unknown = groups.find((group) => !world.securityGroups.has(group));
  if (unknown !== undefined) {
    throw new Ec2Fault('InvalidGroup.NotFound', `The security group '${unknown}' does not exist`);
  }
}

function checkTags({ TagSpecifications = [] }: RunInstancesRequest): void {
  const keys = TagSpecifications.flatMap(({ Tags = [] }) => Tags.map(({ Key = '' }) => Key));
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw new Ec2Fault('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
  }
}

function checkSubnet(world: World, id: string | undefined, count: number): Subnet {
  const subnet = id === undefined ? world.subnets[0] : world.subnets.find(({ subnetId }) => subnetId === id);
  if (subnet === undefined) throw noSubnet(id ?? 'default');
  if (subnet.freeAddresses < count) {
    throw new Ec2Fault(
      'InsufficientFreeAddressesInSubnet',
      `There are not enough free addresses in subnet '${subnet.subnetId}' to satisfy the requested number of instances.`,
    );
  }
  return subnet;
}
