import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Problem } from '../domain/problem';
import { type Architecture, imageParameter } from '../instances/launch-spec';
import type { Ec2Session } from './ec2-session';
import { service } from './service';

/** Milliseconds. */
const requestTimeout = 3_000;

/**
 * Finds the newest Amazon Linux 2023 by the public parameter that AWS keeps in each region. Loaded when an instance is
 * created without a named image.
 * @throws Problem `invalid_launch_parameter` where the region has none, as on some emulators
 */
export async function newestImage(
  { context: { region }, deadline }: Pick<Ec2Session, 'context' | 'deadline'>,
  architecture: Architecture,
): Promise<string> {
  const parameters = service({
    name: 'Systems Manager',
    make: (config) => new SSMClient(config),
    requestTimeout,
    region,
  }).within(deadline);
  const Name = imageParameter(architecture);
  const { Parameter } = await parameters
    .call((client, options) => client.send(new GetParameterCommand({ Name }), options))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ParameterNotFound') return { Parameter: undefined };
      throw error;
    });
  const value = Parameter?.Value;
  if (value) return value;
  throw new Problem(
    'invalid_launch_parameter',
    `There is no public parameter with an Amazon Linux 2023 image for ${architecture} in ${region}: name an image_id.`,
  );
}
