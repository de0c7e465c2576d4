import type { Config } from './config';
import { engineAt } from './docker/client';
import { dockerInstances } from './docker/instances';
import { dockerLauncher } from './docker/launch';
import { marksInTable, patience } from './docker/marks-table';
import { deadlineIn } from './domain/deadline';
import type { Ec2 } from './instances/ec2';
import type { Launcher } from './instances/launch';
import { records } from './jobs/store/table';
import type { Log } from './logging/log';

/** The ports over the Docker Engine. */
export interface DockerPorts {
  readonly instances: Ec2;
  readonly launcher: Launcher;
}

/**
 * Makes the adapter of containers. Loaded with the first request that needs it, where containers are controlled.
 * @throws Error where the configuration has no engine
 */
export function composeDocker({ docker, tableName, region }: Config, log: Log): DockerPorts {
  if (docker === undefined) throw new Error('there is no Docker Engine in the configuration');
  const table = records({ tableName, region });
  const marks = marksInTable({
    tableName,
    call: (send) => table.within(deadlineIn(patience, Date.now)).call(send),
    onFailure: (error) => log.warn('docker', { detail: 'a mark was not kept or read', error: String(error) }),
  });
  const context = { engine: engineAt(docker.address), marks, now: Date.now };
  return { instances: dockerInstances(context), launcher: dockerLauncher(context, docker) };
}
