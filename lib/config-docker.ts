import {
  Compute,
  type ContainerLimits,
  defaultContainerLimits,
  defaultDockerImage,
  usualDockerHost,
} from '../contract/docker';
import { Profile } from '../contract/environment';
import type { ControlConfig } from './config';
import type { ContextReader } from './context';
import * as rule from './context-rules';

/** The engine, and what this API makes in it. */
export interface DockerSettings {
  readonly host: string;
  /** The images that may be run; the first one is the default. */
  readonly images: readonly string[];
  readonly limits: ContainerLimits;
}

/** Reads what is controlled: instances of EC2, or containers of an engine. */
export function dockerOf(context: ContextReader): Pick<ControlConfig, 'compute' | 'docker'> {
  const compute = context.oneOf('compute', Object.values(Compute), Compute.ec2);
  const { memory, processes, cpus } = defaultContainerLimits;
  const docker: DockerSettings = {
    host: context.text('dockerHost', ...rule.dockerHost) ?? usualDockerHost,
    images: context.list('dockerImages', ...rule.dockerImage) ?? [defaultDockerImage],
    limits: {
      memory: context.number('dockerMemory', memory, ...rule.memory),
      processes: context.number('dockerProcesses', processes, ...rule.processes),
      cpus: context.number('dockerCpus', cpus, ...rule.cpus),
    },
  };
  return compute === Compute.docker ? { compute, docker } : { compute };
}

/** Refuses containers outside of the lab: everyone who reaches the API has the engine, and with it the machine. */
export function refuseDockerElsewhere(context: ContextReader, { docker, profile, ec2Endpoint }: ControlConfig): void {
  if (docker === undefined) return;
  if (profile !== Profile.lab) {
    context.refuse('compute "docker" is for the profile lab only, but the profile is production');
  }
  if (ec2Endpoint !== undefined) context.refuse('compute is "docker", which asks no EC2: leave out ec2Endpoint');
}
