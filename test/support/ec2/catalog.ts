import type {
  ArchitectureValues,
  DescribeImagesRequest,
  DescribeInstanceTypesRequest,
  DescribeSubnetsRequest,
} from '@aws-sdk/client-ec2';
import { Ec2Fault } from './fault';
import type { World } from './world';

/** Images whose architecture is known; one that is not listed fits every instance type. */
export const images: Readonly<Record<string, ArchitectureValues>> = {
  'ami-0a1b2c3d4e5f60718': 'x86_64',
  'ami-0b2c3d4e5f6071829': 'arm64',
};

/** An image with Windows on it. */
export const windowsImage = 'ami-0c3d4e5f607182930';

/** @throws Ec2Fault for an id that is not in EC2's form, or of no image */
export function requireImage(world: World, id: string): void {
  if (!/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new Ec2Fault('InvalidAMIID.Malformed', `Invalid id: "${id}" (expecting "ami-...")`);
  }
  if (world.missingImages.has(id)) throw new Ec2Fault('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
}

/** The architecture of an instance type, by EC2's way of naming. @throws Ec2Fault for what is no type */
export function architectureOf(type: string): ArchitectureValues {
  const [, family] = /^([a-z]+\d+[a-z-]*)\.(?:nano|micro|small|medium|large|\d*xlarge|metal)$/.exec(type) ?? [];
  if (family === undefined) throw new Ec2Fault('InvalidParameterValue', `Invalid value '${type}' for InstanceType.`);
  return /\dg|^a1$/.test(family) ? 'arm64' : 'x86_64';
}

export function describeImages(world: World, { ImageIds = [] }: DescribeImagesRequest) {
  for (const id of ImageIds) requireImage(world, id);
  const ids = ImageIds.length > 0 ? ImageIds : Object.keys(images);
  return {
    Images: ids.map((id) => ({
      ImageId: id,
      Architecture: images[id] ?? 'x86_64',
      ...(id === windowsImage ? { Platform: 'windows' as const } : {}),
      RootDeviceName: '/dev/xvda',
      RootDeviceType: 'ebs' as const,
      ImageState: 'available',
    })),
  };
}

export function describeInstanceTypes(_world: World, { InstanceTypes = [] }: DescribeInstanceTypesRequest) {
  const types: readonly string[] = InstanceTypes.length > 0 ? InstanceTypes : ['t2.micro', 't3.micro', 't4g.micro'];
  return {
    InstanceTypes: types.map((InstanceType) => ({
      InstanceType,
      ProcessorInfo: { SupportedArchitectures: [architectureOf(InstanceType)] },
    })),
  };
}

export function describeSubnets(world: World, { SubnetIds = [] }: DescribeSubnetsRequest) {
  const known = new Map(world.subnets.map((subnet) => [subnet.subnetId, subnet]));
  const ids = SubnetIds.length > 0 ? SubnetIds : [...known.keys()];
  return {
    Subnets: ids.map((id) => {
      const subnet = known.get(id);
      if (subnet === undefined) throw noSubnet(id);
      return {
        SubnetId: id,
        AvailabilityZone: subnet.availabilityZone,
        AvailableIpAddressCount: subnet.freeAddresses,
        MapPublicIpOnLaunch: subnet.publicAddresses,
        DefaultForAz: true,
      };
    }),
  };
}

export const noSubnet = (id: string) =>
  new Ec2Fault('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`);
