import { Failure } from '../console/failure';
import type { Variables } from '../settings/env-file';
import { type LogFile, tailOf } from '../tools/log-file';
import { root } from '../tools/paths';
import { run, type Tool } from '../tools/run';

export interface DockerOptions {
  readonly variables: Variables;
  readonly log: LogFile;
}

/**
 * Runs Docker's command line in the repository, with BuildKit.
 * @param doing - what it does, for the message: `build the image`
 * @throws Failure saying what to install, start or look at
 */
export async function docker(
  args: readonly string[],
  doing: string,
  { variables, log }: DockerOptions,
  more: Pick<Tool, 'input'> = {},
): Promise<void> {
  const env = { ...variables, DOCKER_BUILDKIT: '1' };
  const { status, output } = await run({ command: 'docker', args, cwd: root, env, ...more }, log);
  if (status === 0) return;
  if (status === -1) throw new Failure(noProgram);
  const silent = /cannot connect to the docker daemon|is the docker daemon running|permission denied.*docker/i;
  if (silent.test(output)) throw new Failure(`${noEngine} It said: ${lastLine(output)}`);
  if (/unknown command: docker buildx|'buildx' is not a docker command|buildx component is missing/.test(output))
    throw new Failure(noBuildx);
  throw new Failure(`Docker could not ${doing}. See its message below.`, { output: tailOf(log.path) });
}

const noProgram =
  'The image of the container is built with Docker, and there is no program "docker". Install it from https://docs.docker.com/get-docker/, or let ' +
  'the workflow on GitHub push the image (docs/fargate.md), and deploy again.';

const noEngine =
  'The image of the container is built with Docker, whose engine does not answer. Start it: Docker Desktop, or "sudo systemctl start docker".';

const noBuildx =
  'The image is built with BuildKit, and this Docker lacks its part "buildx". Install it (https://docs.docker.com/go/buildx/; on Ubuntu: apt install docker-buildx), and try again.';

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
