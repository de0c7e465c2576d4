import type { DockerPorts } from './compose-docker';
import type { EngineScope } from './docker/client';
import type { Ec2 } from './instances/ec2';
import type { Launcher } from './instances/launch';

/** Loads the adapter of containers; the second time it is there. */
export type LoadDocker = () => Promise<DockerPorts>;

/** Makes a port of which every method loads the adapter first. */
function late<Port extends object, Name extends keyof Port>(load: () => Promise<Port>, names: readonly Name[]) {
  const method =
    (name: Name) =>
    async (...args: readonly unknown[]) => {
      const port = await load();
      return (port[name] as (...args: readonly unknown[]) => unknown)(...args);
    };
  return Object.fromEntries(names.map((name) => [name, method(name)]));
}

/** Makes the port of instances over containers, whose adapter is loaded at the first call. */
export function lateInstances(load: LoadDocker, scope: EngineScope): Ec2 {
  const names = [
    'describe',
    'find',
    'findByAddress',
    'start',
    'stop',
    'reboot',
    'terminate',
    'tags',
    'persistentSpot',
    'protection',
  ] as const satisfies readonly (keyof Ec2)[];
  return late(async () => (await load()).instances(scope), names) as unknown as Ec2;
}

export function lateLauncher(load: LoadDocker, scope: EngineScope): Launcher {
  const names = ['newestImage', 'image', 'prepare', 'launched', 'launch'] as const;
  return late(async () => (await load()).launcher(scope), names) as unknown as Launcher;
}
