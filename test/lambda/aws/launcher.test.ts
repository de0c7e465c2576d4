import {
  DescribeImagesCommand,
  DescribeInstancesCommand,
  EC2Client,
  EC2ServiceException,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { ec2Endpoints } from '../../../lambda/aws/ec2';
import { launcherOver, requestOf } from '../../../lambda/aws/launcher';

const ec2 = mockClient(EC2Client);
const ssm = mockClient(SSMClient);
const launcher = launcherOver(ec2Endpoints({ deploymentRegion: 'us-east-1' })('eu-west-1'));
const launch = {
  imageId: 'ami-0a1b2c3d4e5f60718',
  rootDevice: '/dev/sda1',
  instanceType: 't3.micro',
  tags: { Name: 'box', 'ec2-control:job': 'job' },
  clientToken: '6f94f33b-4764-421d-aa79-094a794fbada',
} as const;
beforeEach(() => {
  ec2.reset();
  ssm.reset();
});

test('a launch is one instance, safe by default, tagged with its volumes from the beginning', async () => {
  ec2
    .on(RunInstancesCommand)
    .resolves({ Instances: [{ InstanceId: 'i-0123456789abcdef0', State: { Name: 'pending' } }] });

  const change = await launcher.launch(launch);

  const Tags = [
    { Key: 'Name', Value: 'box' },
    { Key: 'ec2-control:job', Value: 'job' },
  ];
  expect(change).toEqual({ instanceId: 'i-0123456789abcdef0', current: 'pending' });
  expect(ec2.commandCalls(RunInstancesCommand)[0]?.args[0].input).toEqual({
    ImageId: launch.imageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    ClientToken: launch.clientToken,
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' },
    BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { Encrypted: true, DeleteOnTermination: true } }],
    TagSpecifications: [
      { ResourceType: 'instance', Tags },
      { ResourceType: 'volume', Tags },
    ],
  });
});

test('what was asked for besides is in the request, and the same request comes of the same launch', () => {
  const full = {
    ...launch,
    keyName: 'operator',
    subnetId: 'subnet-0a1b2c3d',
    securityGroupIds: ['sg-0a1b2c3d'],
    login: { username: 'alice', passwordHash: '$6$salt$hash' },
  };

  const request = requestOf(full);

  expect(request).toMatchObject({
    KeyName: 'operator',
    SubnetId: 'subnet-0a1b2c3d',
    SecurityGroupIds: ['sg-0a1b2c3d'],
  });
  expect(Buffer.from(request.UserData ?? '', 'base64').toString()).toMatch(
    /^#cloud-config\n.*"alice".*\$6\$salt\$hash/,
  );
  expect(requestOf({ ...full })).toEqual(request);
});

test('an image is described by its architecture, its root device and the size of its root volume', async () => {
  const BlockDeviceMappings = [
    { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 100 } },
    { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30 } },
  ];
  ec2
    .on(DescribeImagesCommand)
    .resolvesOnce({ Images: [{ Architecture: 'arm64', RootDeviceName: '/dev/xvda', BlockDeviceMappings }] })
    .resolves({ Images: [{ Architecture: 'arm64', RootDeviceName: '/dev/xvda' }] });

  const image = { imageId: 'ami-1', architecture: 'arm64', rootDevice: '/dev/xvda' };
  expect(await launcher.image('ami-1')).toEqual({ ...image, rootSize: 30 });
  expect(await launcher.image('ami-1')).toEqual(image);
});

test('the root volume has the size of the image, for an EC2 that does not take it from there', () => {
  expect(requestOf({ ...launch, rootSize: 30 }).BlockDeviceMappings).toEqual([
    { DeviceName: '/dev/sda1', Ebs: { Encrypted: true, DeleteOnTermination: true, VolumeSize: 30 } },
  ]);
});

test('an image that cannot be seen is left to the launch to judge', async () => {
  ec2
    .on(DescribeImagesCommand)
    .resolvesOnce({ Images: [] })
    .rejects(
      new EC2ServiceException({ name: 'InvalidAMIID.NotFound', $fault: 'client', $metadata: {}, message: 'none' }),
    );

  expect([await launcher.image('ami-1'), await launcher.image('ami-1')]).toEqual([
    { imageId: 'ami-1' },
    { imageId: 'ami-1' },
  ]);
});

test('the newest image is the one that the public parameter of the region and the architecture names', async () => {
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: 'ami-0b2c3d4e5f6071829' } });

  const imageId = await launcher.newestImage('arm64');

  expect(imageId).toBe('ami-0b2c3d4e5f6071829');
  expect(ssm.commandCalls(GetParameterCommand)[0]?.args[0].input.Name).toBe(
    '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
  );
});

test('a region without the parameter asks for a named image', async () => {
  ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ $metadata: {}, message: 'x' }));

  await expect(launcher.newestImage('arm64')).rejects.toMatchObject({
    code: 'invalid_launch_parameter',
    detail: expect.stringMatching(/eu-west-1.*image_id/),
  });
});

test('what a job has launched is looked for in large pages: those of five are empty in a large account', async () => {
  ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] });

  expect(await launcher.launched(launch.clientToken)).toBeUndefined();

  expect(ec2.commandCalls(DescribeInstancesCommand)[0]?.args[0].input.MaxResults).toBe(1000);
});
