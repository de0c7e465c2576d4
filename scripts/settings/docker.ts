import { defined } from '../../contract/defined';
import { Compute, defaultDockerImage, engineAddress } from '../../contract/docker';
import type { Variables } from './env-file';

/** What containers are controlled with. */
export interface DockerSettings {
  /** `DOCKER_HOST`; absent: the first usual socket that answers. */
  readonly host?: string;
  /** The images that may be run; the first one is that of the default container. */
  readonly images: readonly string[];
}

/** What of the other settings decides whether containers can be controlled. */
export interface DockerSurroundings {
  readonly local: boolean;
  readonly lab: boolean;
  /** LocalStack is to be started. */
  readonly localStack: boolean;
  readonly ec2Endpoint?: string;
}

/**
 * Reads `COMPUTE` and the variables of the engine; undefined where instances of EC2 are controlled.
 * @param mistakes - gets what is wrong
 */
export function readDocker(
  variables: Variables,
  around: DockerSurroundings,
  mistakes: string[],
): DockerSettings | undefined {
  const value = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const compute = value('COMPUTE') ?? Compute.ec2;
  if (compute === Compute.ec2) return undefined;
  if (compute !== Compute.docker) {
    mistakes.push(`COMPUTE is "${compute}", but must be ec2 or docker`);
    return undefined;
  }
  if (!around.local) mistakes.push('COMPUTE=docker is for an engine on this machine: leave out TARGET=aws');
  if (!around.lab) mistakes.push('COMPUTE=docker is for PROFILE=lab only');
  if (around.localStack) mistakes.push(noLocalStack);
  if (around.ec2Endpoint !== undefined) mistakes.push('COMPUTE=docker asks no EC2: leave out EC2_ENDPOINT');
  const host = value('DOCKER_HOST');
  if (host !== undefined && engineAddress(host) === undefined) {
    mistakes.push(`DOCKER_HOST is "${host}", but must be unix:// and the path of a socket, or tcp://host:port`);
  }
  const more = (value('DOCKER_IMAGES') ?? '').split(',').map((image) => image.trim());
  const images = [...new Set([value('DOCKER_IMAGE') ?? defaultDockerImage, ...more])].filter(Boolean);
  return { images, ...defined({ host }) };
}

/** Why containers cannot be controlled from a function that LocalStack runs. */
export const noLocalStack =
  'COMPUTE=docker does not work with LocalStack, which runs the function in a container of its own, and gives that no file of this ' +
  "machine: the engine's socket cannot be reached from there. Use EMULATOR=ministack, the default";
