import { Failure } from '../console/failure';
import { findEngine } from '../docker/find-engine';
import type { Variables } from '../settings/env-file';

/**
 * Finds the engine with which the emulator runs tasks: at `DOCKER_HOST`, else at the usual sockets.
 * @returns for `DOCKER_HOST`
 * @throws Failure saying what to start
 */
export function taskEngine(variables: Variables): Promise<string> {
  const given = variables.DOCKER_HOST?.trim() || undefined;
  return findEngine(variables, given).catch((cause: unknown) => {
    throw new Failure(
      `CONTAINER=on runs the API in a container, and no Docker Engine answers ${given === undefined ? 'at the usual sockets' : `at ${given}`}. Start one, or name ` +
        'it by DOCKER_HOST=unix:///path/of/its.sock. Without CONTAINER=on, make deploys the function alone, and needs no engine.',
      { cause },
    );
  });
}
