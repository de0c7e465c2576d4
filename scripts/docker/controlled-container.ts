import { defaultContainerLimits } from '../../contract/docker';
import { describe } from '../../lambda/docker/read';
import { Failure } from '../console/failure';
import type { Steps } from '../console/steps';
import type { DockerSettings } from '../settings/docker';
import type { Variables } from '../settings/env-file';
import type { Settings } from '../settings/settings';
import { engineOf, ensureDefaultContainer } from './default-container';
import { findEngine } from './find-engine';

/** The container to control where a request names none, and the engine that it is in. */
export interface ControlledContainer {
  readonly instanceId: string;
  readonly host: string;
}

/**
 * Finds the engine, and in it the container that the user names, or the default one, which is made where there is none.
 * @throws Failure when one of them is not there
 */
export async function controlledContainer(
  settings: Settings & { readonly docker: DockerSettings },
  variables: Variables,
  steps: Steps,
): Promise<ControlledContainer> {
  const { docker, instanceId, context } = settings;
  const host = await steps.run(
    'Find the Docker Engine',
    () => findEngine(variables, docker.host),
    (found) => found,
  );
  const engine = engineOf(host);
  if (instanceId !== undefined) {
    const noMarks = { put: async () => {}, all: async () => new Map() };
    const [named] = await describe({ engine, marks: noMarks, pulls: new Map(), now: Date.now }, [instanceId]);
    if (named === undefined) {
      throw new Failure(
        `INSTANCE_ID is ${instanceId}, but there is no such container with the label ec2-control:managed=true at ${host}. Name another one, or leave INSTANCE_ID out.`,
      );
    }
    return { instanceId, host };
  }
  const limit = (key: string, usual: number): number => Number(context[key]) || usual;
  const { memory, processes, cpus } = defaultContainerLimits;
  const limits = {
    memory: limit('dockerMemory', memory),
    processes: limit('dockerProcesses', processes),
    cpus: limit('dockerCpus', cpus),
  };
  const found = await steps.run(
    'Find or make the default container',
    () => ensureDefaultContainer(engine, docker.images[0] ?? '', limits),
    (result) => `${result.instanceId}${result.made ? ', new' : ''}`,
  );
  return { instanceId: found.instanceId, host };
}
