/** What the two kinds of compute are called in `COMPUTE`, in `/me` and in records. */
export const Compute = { ec2: 'ec2', docker: 'docker' } as const;
export type Compute = (typeof Compute)[keyof typeof Compute];

/** Labels of containers. Only those with the first one exist for the API (API contract, section 11). */
export const DockerLabel = {
  managed: 'ec2-control:managed',
  /** Marks the container that `make` has made. */
  default: 'ec2-control:default',
} as const;

/** The value of a label that is set. */
export const labelSet = 'true';

/** What every answer names as region and every record is kept under. */
export const dockerRegion = 'local';

export const dockerInstanceType = 'container';

export const defaultDockerImage = 'nginx:alpine';

/** Limits of a container that this API makes. */
export interface ContainerLimits {
  /** MiB. */
  readonly memory: number;
  /** Processes and threads. */
  readonly processes: number;
  /** Processors, such as 0.5. */
  readonly cpus: number;
}

export const defaultContainerLimits: ContainerLimits = { memory: 512, processes: 256, cpus: 1 };

/** How an engine is reached: options of `node:http`'s request. */
export type EngineAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** The usual socket of Docker, where `DOCKER_HOST` names no other. */
export const usualDockerHost = 'unix:///var/run/docker.sock';

/**
 * Reads a `DOCKER_HOST`.
 * @returns undefined for what is not `unix://…` or `tcp://host:port`, such as `ssh://…`
 */
export function engineAddress(dockerHost: string): EngineAddress | undefined {
  const socketPath = /^unix:\/\/(\/.+)$/.exec(dockerHost)?.[1];
  if (socketPath !== undefined) return { socketPath };
  const [, host, port] = /^tcp:\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):(\d{1,5})\/?$/i.exec(dockerHost) ?? [];
  return host === undefined ? undefined : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** Makes the instance id of a container from the first 17 of its 64 hexadecimal digits. */
export function instanceIdOfContainer(containerId: string): string {
  return `i-${containerId.slice(0, 17)}`;
}
