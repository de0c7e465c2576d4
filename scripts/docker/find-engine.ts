import { engineAddress, usualDockerHost } from '../../contract/docker';
import { engineAt } from '../../lambda/docker/client';
import { Failure } from '../console/failure';
import type { Variables } from '../settings/env-file';
import { codeOf } from '../tools/errors';

/** Milliseconds for the answer of an engine, which is busy at most. */
const patience = 3_000;

/**
 * Finds the engine that answers: at `DOCKER_HOST`, else at the usual socket of Docker, of rootless Docker, of Docker Desktop, and of
 * Podman, in this order.
 * @returns for `DOCKER_HOST`
 * @throws Failure saying what to install, start or allow
 */
export async function findEngine(
  variables: Variables,
  given?: string,
  hosts: readonly string[] = usualHosts(variables),
): Promise<string> {
  let denied: string | undefined;
  for (const host of given === undefined ? hosts : [given]) {
    const found = await ask(host);
    if (found === 'answers') return host;
    if (found === 'denied') denied ??= host;
  }
  throw new Failure(given !== undefined ? silent(given) : denied !== undefined ? notAllowed(denied) : noEngine);
}

export function usualHosts({ XDG_RUNTIME_DIR, HOME }: Variables): readonly string[] {
  const runtime = XDG_RUNTIME_DIR || `/run/user/${process.getuid?.() ?? 1000}`;
  const desktop = HOME ? [`unix://${HOME}/.docker/run/docker.sock`] : [];
  const podman = [`unix://${runtime}/podman/podman.sock`, 'unix:///run/podman/podman.sock'];
  return [usualDockerHost, `unix://${runtime}/docker.sock`, ...desktop, ...podman];
}

async function ask(host: string): Promise<'answers' | 'denied' | 'silent'> {
  const address = engineAddress(host);
  if (address === undefined) return 'silent';
  try {
    const { status } = await engineAt(address)({ method: 'GET', path: '/_ping', timeout: patience });
    return status === 200 ? 'answers' : 'silent';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return codeOf(cause) === 'EACCES' ? 'denied' : 'silent';
  }
}

const otherwise = 'Without an engine, leave out COMPUTE=docker to use the instances of the emulator.';

const noEngine =
  'COMPUTE=docker controls containers, and no Docker Engine answers here. Install Docker from https://docs.docker.com/get-docker/ or ' +
  'Podman from https://podman.io, and start it: Docker Desktop, "sudo systemctl start docker", or "systemctl --user start podman.socket". ' +
  `To use another engine, set DOCKER_HOST=unix:///path/of/its.sock or tcp://host:port. ${otherwise}`;

function silent(host: string): string {
  return `DOCKER_HOST is ${host}, and no Docker Engine answers there. Start it, name another engine, or unset DOCKER_HOST to try the usual sockets. ${otherwise}`;
}

function notAllowed(host: string): string {
  return (
    `You may not use the socket of the Docker Engine, ${host}. Add yourself to the group docker (sudo usermod -aG docker "$USER"), which ` +
    `gives as much as root has, and log in again. ${otherwise}`
  );
}
