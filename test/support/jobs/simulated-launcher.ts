import { defined } from '../../../contract/defined';
import { JobTag } from '../../../contract/jobs';
import { requestOf } from '../../../lambda/aws/launcher';
import { Problem } from '../../../lambda/domain/problem';
import type { Launcher } from '../../../lambda/instances/launch';
import { askerOf } from '../ec2/asker';
import type { SimulatedEc2 } from '../ec2/twin';

/** Amazon Linux 2023 as the simulated EC2 has it. */
export const newestImages = { x86_64: 'ami-0a1b2c3d4e5f60718', arm64: 'ami-0b2c3d4e5f6071829' } as const;

/** The twin of the adapter in `lambda/aws/launcher.ts`: the same request, without the SDK. */
export function simulatedLauncher({ simulation, ec2Of }: SimulatedEc2, region: string): Launcher {
  const ask = askerOf(simulation, 'us-east-1', region);
  return {
    newestImage: async (architecture) => newestImages[architecture],
    image: async (imageId) => {
      try {
        const { Images } = await ask('DescribeImages', (ec2) => ec2.DescribeImages({ ImageIds: [imageId] }));
        const [image] = Images;
        const architecture = image?.Architecture === 'arm64' ? 'arm64' : 'x86_64';
        const windows = image?.Platform === 'windows' ? { windows: true as const } : {};
        return {
          imageId,
          architecture,
          ...windows,
          ...defined({ rootDevice: image?.RootDeviceName }),
        };
      } catch (error) {
        if (error instanceof Problem && error.code === 'invalid_launch_parameter') return { imageId };
        throw error;
      }
    },
    prepare: async () => true,
    launched: async (clientToken) => {
      const query = { tags: { [JobTag.job]: clientToken }, pageSize: 5 };
      const [found] = (await ec2Of(region).find(query)).instances;
      return found === undefined ? undefined : { instanceId: found.instanceId, current: found.state };
    },
    launch: async (launch) => {
      const { Instances } = await ask('RunInstances', (ec2) => ec2.RunInstances(requestOf(launch)));
      const [instance] = Instances;
      return { instanceId: instance?.InstanceId ?? '', current: 'pending' };
    },
  };
}
