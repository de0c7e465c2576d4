import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Problem } from '../domain/problem';
import { type Architecture, imageParameter } from '../instances/launch-spec';
import type { CallContext } from './errors';
import { serviceCall, serviceClientConfig } from './service';

/** Milliseconds. */
const requestTimeout = 3_000;

/**
 * The newest Amazon Linux 2023, by the public parameter that AWS keeps in each region. Loaded when an instance is
 * created without a named image.
 * @throws Problem `invalid_launch_parameter` where the region has none, as on some emulators
 */
export async function newestImage({ region }: CallContext, architecture: Architecture): Promise<string> {
  const client = new SSMClient(serviceClientConfig({ region, requestTimeout }));
  const name = imageParameter(architecture);
  const value = await serviceCall('Systems Manager', async () => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name })).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ParameterNotFound') return { Parameter: undefined };
      throw error;
    });
    return Parameter?.Value;
  });
  if (value) return value;
  throw new Problem(
    'invalid_launch_parameter',
    `There is no public parameter with an Amazon Linux 2023 image for ${architecture} in ${region}: name an image_id.`,
  );
}
