import { defined } from '../../contract/defined';
import { Compute } from '../../contract/docker';
import { type Settings, Target } from '../settings/settings';

/**
 * Makes the CDK context of a deployment.
 * @param instanceId - the default instance
 * @param engine - the engine of the containers, for `DOCKER_HOST`
 */
export function contextOf(settings: Settings, instanceId?: string, engine?: string): Readonly<Record<string, string>> {
  const { profile, target, ec2Endpoint, docker, container, emulator, context } = settings;
  return {
    profile,
    // An emulator forgets its APIs when it stops; with the same id the URLs stay the same.
    ...(target === Target.local ? { apiId: apiIdOf(settings.name) } : {}),
    ...defined({ instanceId, ec2Endpoint, compute: docker && Compute.docker, dockerImages: docker?.images.join(',') }),
    ...defined({ dockerHost: engine }),
    ...(container === undefined ? {} : { container: 'on' }),
    // Its tasks are told where its registry is.
    ...(container !== undefined && target === Target.local ? { emulator: emulator.endpoint } : {}),
    ...context,
  };
}

/** Makes the API's id in an emulator from the name's letters and digits. */
export function apiIdOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 32)
    .padEnd(3, '0');
}
