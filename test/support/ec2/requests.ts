import type {
  DescribeInstanceTypesRequest,
  Filter,
  InstanceAttributeName,
  RunInstancesRequest,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Api } from './api';
import type { QueryNode } from './query';

const ids = (query: QueryNode) => query.texts('InstanceId') ?? [];
const dryRun = (query: QueryNode) => ({ DryRun: query.flag('DryRun') });

/** Reads each operation's request from the Query protocol, and asks the simulation. */
export const requests: { readonly [O in keyof Api]: (api: Api, query: QueryNode) => object } = {
  DescribeInstances: (api, query) =>
    api.DescribeInstances({
      InstanceIds: query.texts('InstanceId'),
      Filters: filters(query),
      MaxResults: query.number('MaxResults'),
      NextToken: query.text('NextToken'),
      ...dryRun(query),
    }),
  DescribeInstanceAttribute: (api, query) =>
    api.DescribeInstanceAttribute({
      InstanceId: query.text('InstanceId'),
      Attribute: query.text('Attribute') as InstanceAttributeName,
      ...dryRun(query),
    }),
  DescribeSpotInstanceRequests: (api, query) =>
    api.DescribeSpotInstanceRequests({ Filters: filters(query), ...dryRun(query) }),
  DescribeTags: (api, query) => api.DescribeTags({ Filters: filters(query), ...dryRun(query) }),
  DescribeImages: (api, query) => api.DescribeImages({ ImageIds: query.texts('ImageId'), ...dryRun(query) }),
  DescribeInstanceTypes: (api, query) =>
    api.DescribeInstanceTypes({
      InstanceTypes: query.texts('InstanceType') as DescribeInstanceTypesRequest['InstanceTypes'],
      ...dryRun(query),
    }),
  DescribeSubnets: (api, query) => api.DescribeSubnets({ SubnetIds: query.texts('SubnetId'), ...dryRun(query) }),
  RunInstances: (api, query) => api.RunInstances(runInstances(query)),
  StartInstances: (api, query) => api.StartInstances({ InstanceIds: ids(query), ...dryRun(query) }),
  StopInstances: (api, query) =>
    api.StopInstances({
      InstanceIds: ids(query),
      Force: query.flag('Force'),
      Hibernate: query.flag('Hibernate'),
      ...dryRun(query),
    }),
  RebootInstances: (api, query) => api.RebootInstances({ InstanceIds: ids(query), ...dryRun(query) }),
  TerminateInstances: (api, query) => api.TerminateInstances({ InstanceIds: ids(query), ...dryRun(query) }),
};

function filters(query: QueryNode): Filter[] {
  return query.list('Filter').map((one) => ({ Name: one.text('Name'), Values: one.texts('Value') }));
}

function runInstances(query: QueryNode): RunInstancesRequest {
  return {
    ImageId: query.text('ImageId'),
    InstanceType: query.text('InstanceType') as RunInstancesRequest['InstanceType'],
    MinCount: query.number('MinCount'),
    MaxCount: query.number('MaxCount'),
    KeyName: query.text('KeyName'),
    SubnetId: query.text('SubnetId'),
    SecurityGroupIds: query.texts('SecurityGroupId'),
    UserData: query.text('UserData'),
    ClientToken: query.text('ClientToken'),
    TagSpecifications: query.list('TagSpecification').map(tagSpecification),
    NetworkInterfaces: query.list('NetworkInterface').map((one) => ({
      DeviceIndex: one.number('DeviceIndex'),
      SubnetId: one.text('SubnetId'),
      Groups: one.texts('SecurityGroupId'),
      AssociatePublicIpAddress: one.flag('AssociatePublicIpAddress'),
    })),
    BlockDeviceMappings: query.list('BlockDeviceMapping').map((one) => ({
      DeviceName: one.text('DeviceName'),
      Ebs: {
        Encrypted: one.at('Ebs')?.flag('Encrypted'),
        VolumeSize: one.at('Ebs')?.number('VolumeSize'),
        DeleteOnTermination: one.at('Ebs')?.flag('DeleteOnTermination'),
      },
    })),
    MetadataOptions: {
      HttpTokens: query.at('MetadataOptions')?.text('HttpTokens') as 'required' | 'optional' | undefined,
      HttpEndpoint: query.at('MetadataOptions')?.text('HttpEndpoint') as 'enabled' | 'disabled' | undefined,
      HttpPutResponseHopLimit: query.at('MetadataOptions')?.number('HttpPutResponseHopLimit'),
    },
    HibernationOptions: { Configured: query.at('HibernationOptions')?.flag('Configured') },
    DisableApiStop: query.flag('DisableApiStop'),
    DisableApiTermination: query.flag('DisableApiTermination'),
    InstanceMarketOptions: { MarketType: query.at('InstanceMarketOptions')?.text('MarketType') as 'spot' | undefined },
    ...dryRun(query),
  };
}

function tagSpecification(node: QueryNode): TagSpecification {
  return {
    ResourceType: node.text('ResourceType') as TagSpecification['ResourceType'],
    Tags: node.list('Tag').map((tag) => ({ Key: tag.text('Key'), Value: tag.text('Value') })),
  };
}
