import type { Config } from './config';
import { type EngineScope, engineAt, engineWithin } from './docker/client';
import { dockerInstances } from './docker/instances';
import { dockerLauncher } from './docker/launch';
import { marksInTable, patience } from './docker/marks-table';
import type { DockerContext } from './docker/read';
import { before, deadlineIn, noDeadline, reserve, sooner } from './domain/deadline';
import type { Ec2 } from './instances/ec2';
import type { Launcher } from './instances/launch';
import { records } from './jobs/store/table';
import type { Log } from './logging/log';

/** The ports over the Docker Engine. */
export interface DockerPorts {
  readonly instances: (scope: EngineScope) => Ec2;
  readonly launcher: (scope: EngineScope) => Launcher;
}

/**
 * Makes the adapter of containers. Loaded with the first request that needs it, where containers are controlled.
 * @throws Error where the configuration has no engine
 */
export function composeDocker({ docker, tableName, region }: Config, log: Log): DockerPorts {
  if (docker === undefined) throw new Error('there is no Docker Engine in the configuration');
  const table = records({ tableName, region });
  const engine = engineAt(docker.address);
  const common = { pulls: new Map(), now: Date.now };
  const contextOf = (scope: EngineScope): DockerContext => {
    const { deadline = noDeadline } = scope;
    const marks = marksInTable({
      tableName,
      call: (send) => table.within(sooner(deadlineIn(patience, Date.now), deadline)).call(send),
      onFailure: (error) => log.warn('docker', { detail: 'a mark was not kept or read', error: String(error) }),
    });
    return { ...common, marks, deadline, engine: engineWithin(engine, scope) };
  };
  return {
    instances: (scope) => {
      const { deadline = noDeadline } = scope;
      return dockerInstances(contextOf(scope), contextOf({ ...scope, deadline: before(deadline, reserve.look) }));
    },
    launcher: (scope) => dockerLauncher(contextOf(scope), docker),
  };
}
