import { defined } from '../../../contract/defined';
import { Problem } from '../../domain/problem';
import type { Launch, Launcher } from '../../instances/launch';
import { architectureOf, type LaunchSpec } from '../../instances/launch-spec';

/** Where Amazon's images and most others have their root volume; for images that EC2 does not describe. */
const usualRootDevice = '/dev/xvda';
/** GiB of the root volume of such an image. EC2 takes the image's own size; moto and LocalStack ask for one. */
const usualRootSize = 8;

/**
 * Finds out the image of a launch, the newest Amazon Linux 2023 unless one is named, and its root device.
 * @returns the launch itself when it has both already
 * @throws Problem `invalid_launch_parameter` when the image does not run on the type or cannot have the login, and what the port throws
 */
export async function resolveImage(
  launcher: Launcher,
  spec: LaunchSpec,
): Promise<LaunchSpec & Pick<Launch, 'imageId' | 'rootDevice'>> {
  const { imageId: named, rootDevice, instanceType } = spec;
  if (named !== undefined && rootDevice !== undefined)
    return spec as LaunchSpec & Pick<Launch, 'imageId' | 'rootDevice'>;
  const needed = architectureOf(instanceType);
  const image = await launcher.image(named ?? (await launcher.newestImage(needed)));
  if (image.architecture !== undefined && image.architecture !== needed) {
    throw new Problem(
      'invalid_launch_parameter',
      `The image ${image.imageId} is for ${image.architecture}, and ${instanceType} has ${needed}: name another image_id or instance_type.`,
    );
  }
  if (image.windows && spec.login !== undefined) {
    throw new Problem(
      'invalid_launch_parameter',
      `The image ${image.imageId} has Windows on it, where username and password make no login: leave them out, or name another image_id.`,
    );
  }
  const { imageId, rootDevice: device, rootSize = device === undefined ? usualRootSize : undefined } = image;
  return {
    ...spec,
    imageId,
    rootDevice: device ?? usualRootDevice,
    ...defined({ rootSize }),
  };
}
