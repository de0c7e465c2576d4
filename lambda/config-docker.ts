import {
  type ContainerLimits,
  defaultContainerLimits,
  defaultDockerImage,
  type EngineAddress,
  engineAddress,
  usualDockerHost,
} from '../contract/docker';
import { Environment, type EnvironmentName } from '../contract/environment';

/** What a deployment that controls containers has beyond the others. */
export interface DockerConfig {
  readonly address: EngineAddress;
  /** The first one is the default. */
  readonly images: readonly string[];
  readonly limits: ContainerLimits;
}

/**
 * Reads what stands in the variables about the engine and its containers.
 * @param wrong - gets what is wrong
 */
export function dockerOf(text: (name: EnvironmentName) => string, wrong: string[]): DockerConfig {
  const host = text(Environment.dockerHost) || usualDockerHost;
  const address = engineAddress(host);
  if (address === undefined) wrong.push(`${Environment.dockerHost} is "${host}", not unix://… or tcp://host:port`);
  const limits = new Map(
    text(Environment.dockerLimits)
      .split(',')
      .map((pair) => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])] as const),
  );
  const limit = (name: keyof ContainerLimits): number => limits.get(name) || defaultContainerLimits[name];
  return {
    address: address ?? { socketPath: '' },
    images: (text(Environment.dockerImages) || defaultDockerImage).split(','),
    limits: { memory: limit('memory'), processes: limit('processes'), cpus: limit('cpus') },
  };
}
