import { listOf, type Struct, struct, type ValueOf } from './xml/shape';

const state = struct({ code: ['Code', 'number'], name: ['Name', 'text'] });
const placement = struct({ availabilityZone: ['AvailabilityZone', 'text'] });
const association = struct({ publicIp: ['PublicIp', 'text'] });
const address = struct({
  privateIpAddress: ['PrivateIpAddress', 'text'],
  association: ['Association', association],
});

const instance = struct({
  instanceId: ['InstanceId', 'text'],
  instanceState: ['State', state],
  stateReason: ['StateReason', struct({ code: ['Code', 'text'], message: ['Message', 'text'] })],
  instanceType: ['InstanceType', 'text'],
  instanceLifecycle: ['InstanceLifecycle', 'text'],
  launchTime: ['LaunchTime', 'time'],
  placement: ['Placement', placement],
  ipAddress: ['PublicIpAddress', 'text'],
  privateIpAddress: ['PrivateIpAddress', 'text'],
  networkInterfaceSet: [
    'NetworkInterfaces',
    listOf(
      struct({
        association: ['Association', association],
        privateIpAddressesSet: ['PrivateIpAddresses', listOf(address)],
      }),
    ),
  ],
  hibernationOptions: ['HibernationOptions', struct({ configured: ['Configured', 'flag'] })],
  tagSet: ['Tags', listOf(struct({ key: ['Key', 'text'], value: ['Value', 'text'] }))],
});

const changes = listOf(struct({ instanceId: ['InstanceId', 'text'], currentState: ['CurrentState', state] }));
const attribute = struct({ value: ['Value', 'flag'] });
const disk = struct({
  deviceName: ['DeviceName', 'text'],
  ebs: ['Ebs', struct({ volumeSize: ['VolumeSize', 'number'] })],
});
const image = struct({
  architecture: ['Architecture', 'text'],
  platform: ['Platform', 'text'],
  rootDeviceName: ['RootDeviceName', 'text'],
  blockDeviceMapping: ['BlockDeviceMappings', listOf(disk)],
});

/**
 * What this API reads of EC2's answers, by operation: the elements, and the members of the SDK's types that they become. What
 * is not here is passed over. The build compares it with the schemas of the SDK.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html
 * @see docs/decisions/0047
 */
export const ec2Answers = {
  DescribeInstances: struct({
    nextToken: ['NextToken', 'text'],
    reservationSet: ['Reservations', listOf(struct({ instancesSet: ['Instances', listOf(instance)] }))],
  }),
  StartInstances: struct({ instancesSet: ['StartingInstances', changes] }),
  StopInstances: struct({ instancesSet: ['StoppingInstances', changes] }),
  TerminateInstances: struct({ instancesSet: ['TerminatingInstances', changes] }),
  RebootInstances: struct({}),
  RunInstances: struct({ instancesSet: ['Instances', listOf(instance)] }),
  DescribeImages: struct({ imagesSet: ['Images', listOf(image)] }),
  DescribeTags: struct({
    nextToken: ['NextToken', 'text'],
    tagSet: [
      'Tags',
      listOf(struct({ resourceId: ['ResourceId', 'text'], key: ['Key', 'text'], value: ['Value', 'text'] })),
    ],
  }),
  DescribeInstanceAttribute: struct({
    disableApiStop: ['DisableApiStop', attribute],
    disableApiTermination: ['DisableApiTermination', attribute],
  }),
  DescribeSpotInstanceRequests: struct({
    spotInstanceRequestSet: [
      'SpotInstanceRequests',
      listOf(struct({ instanceId: ['InstanceId', 'text'], type: ['Type', 'text'], state: ['State', 'text'] })),
    ],
  }),
} as const satisfies Readonly<Record<string, Struct>>;

/** An operation of EC2 that this API calls. */
export type Ec2Operation = keyof typeof ec2Answers;

/** What is read of the answer to an operation. */
export type Ec2Answer<Operation extends Ec2Operation> = ValueOf<(typeof ec2Answers)[Operation]>;

export type Ec2Instance = ValueOf<typeof instance>;
export type Ec2State = ValueOf<typeof state>;
export type Ec2StateChange = ValueOf<typeof changes>[number];
export type Ec2TagDescription = NonNullable<Ec2Answer<'DescribeTags'>['Tags']>[number];
