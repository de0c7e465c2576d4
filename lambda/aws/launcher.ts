import { DescribeImagesCommand, RunInstancesCommand, type RunInstancesRequest } from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import { JobTag } from '../../contract/jobs';
import { Problem } from '../domain/problem';
import type { StateChange } from '../instances/ec2';
import type { Image, Launch, Launcher } from '../instances/launch';
import { type Architecture, userData } from '../instances/launch-spec';
import { stateFromEc2 } from './ec2-instance';
import { find } from './ec2-read';
import { type Ec2Endpoint, type Ec2Scope, type Ec2Session, ec2Session } from './ec2-session';

/** Makes the `Launcher` port over the AWS SDK. */
export function launcherOver(endpoint: Ec2Endpoint, scope: Ec2Scope = {}): Launcher {
  const session = ec2Session(endpoint, scope);
  return {
    newestImage: async (architecture) => (await import('./newest-image')).newestImage(session, architecture),
    image: (imageId) => image(session, imageId),
    // EC2 has its images at hand.
    prepare: async () => true,
    launched: (clientToken) => launched(session, clientToken),
    launch: (launch) => run(session, launch),
  };
}

async function image(session: Ec2Session, imageId: string): Promise<Image> {
  try {
    const { Images = [] } = await session.ask('DescribeImages', (client, options) =>
      client.send(new DescribeImagesCommand({ ImageIds: [imageId] }), options),
    );
    const [found] = Images;
    const architecture = architectures.find((name) => name === found?.Architecture);
    const root = found?.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === found.RootDeviceName)?.Ebs;
    return {
      imageId,
      ...defined({ architecture }),
      ...(found?.RootDeviceName ? { rootDevice: found.RootDeviceName } : {}),
      ...defined({ rootSize: root?.VolumeSize }),
      ...(found?.Platform?.toLowerCase() === 'windows' ? { windows: true } : {}),
    };
  } catch (error) {
    // An image that cannot be seen may still be there on an endpoint that knows none. The launch itself decides.
    if (error instanceof Problem && error.code === 'invalid_launch_parameter') return { imageId };
    throw error;
  }
}

const architectures: readonly Architecture[] = ['x86_64', 'arm64'];

async function run(session: Ec2Session, launch: Launch): Promise<StateChange> {
  const { Instances = [] } = await session.change('RunInstances', (client, options) =>
    client.send(new RunInstancesCommand(requestOf(launch)), options),
  );
  const [instance] = Instances;
  if (instance?.InstanceId === undefined) {
    throw new Problem('aws_error', 'EC2 accepted the launch, and named no instance.', { unclear: true });
  }
  return { instanceId: instance.InstanceId, current: stateFromEc2(instance.State) };
}

/** Finds the instance of an earlier launch by the job's tag, because some endpoints ignore client tokens. */
async function launched(session: Ec2Session, clientToken: string): Promise<StateChange | undefined> {
  let token: string | undefined;
  do {
    const next = token === undefined ? {} : { token };
    const page = await find(session, { tags: { [JobTag.job]: clientToken }, pageSize: 1000, ...next });
    const [found] = page.instances;
    if (found !== undefined) return { instanceId: found.instanceId, current: found.state };
    token = page.token;
  } while (token !== undefined);
  return undefined;
}

/** Makes the request of a launch. A repeated launch must have the same one, or EC2 refuses the client token. */
export function requestOf(launch: Launch): RunInstancesRequest {
  const { login, keyName, subnetId, securityGroupIds, rootDevice, rootSize } = launch;
  const size = rootSize === undefined ? {} : { VolumeSize: rootSize };
  const Tags = Object.entries(launch.tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    ImageId: launch.imageId,
    InstanceType: launch.instanceType as NonNullable<RunInstancesRequest['InstanceType']>,
    MinCount: 1,
    MaxCount: 1,
    ClientToken: launch.clientToken,
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' },
    BlockDeviceMappings: [{ DeviceName: rootDevice, Ebs: { Encrypted: true, DeleteOnTermination: true, ...size } }],
    TagSpecifications: [
      { ResourceType: 'instance', Tags },
      { ResourceType: 'volume', Tags },
    ],
    ...defined({ KeyName: keyName, SubnetId: subnetId, SecurityGroupIds: securityGroupIds && [...securityGroupIds] }),
    ...defined({ UserData: login && Buffer.from(userData(login)).toString('base64') }),
  };
}
