import * as z from 'zod/mini';
import { type ContainerLimits, DockerLabel, instanceIdOfContainer, labelSet } from '../../contract/docker';
import { JobTag } from '../../contract/jobs';
import { InstanceState } from '../../contract/states';
import { noDeadline } from '../domain/deadline';
import { Problem } from '../domain/problem';
import type { StateChange } from '../instances/ec2';
import type { Launch, Launcher } from '../instances/launch';
import { engineProblem } from './problems';
import { ensureImage } from './pull';
import { type DockerContext, inspect, listContainers } from './read';
import { readAnswer } from './wire';

export interface LaunchRules {
  /** The images that may be run; the first one where a request names none. */
  readonly images: readonly string[];
  readonly limits: ContainerLimits;
}

/** Milliseconds for which a step waits for an image; the pull goes on meanwhile. */
const pullPatience = 8_000;

/** Makes the `Launcher` port over the Docker Engine. */
export function dockerLauncher(context: DockerContext, rules: LaunchRules): Launcher {
  return {
    newestImage: async () => allowed(rules, rules.images[0] ?? ''),
    image: async (imageId) => ({ imageId: allowed(rules, imageId), rootDevice: '/' }),
    prepare: async (imageId) => {
      const patience = Math.min(pullPatience, (context.deadline ?? noDeadline).remaining());
      return ensureImage(context.engine, context.pulls, allowed(rules, imageId), patience);
    },
    launched: (clientToken) => launchedBefore(context, clientToken),
    launch: (launch) => run(context, rules, launch),
  };
}

function allowed({ images }: LaunchRules, image: string): string {
  if (images.includes(image)) return image;
  throw new Problem(
    'invalid_launch_parameter',
    `The image "${image}" is not one that this deployment runs: ${images.join(', ')}. DOCKER_IMAGES names more.`,
  );
}

/** Finds the container of an earlier launch by the same job, and starts it where that launch did not. */
async function launchedBefore(context: DockerContext, clientToken: string): Promise<StateChange | undefined> {
  const listed = (await listContainers(context)).find(({ Labels }) => Labels?.[JobTag.job] === clientToken);
  const container = listed === undefined ? undefined : await inspect(context, listed.Id);
  if (container === undefined) return undefined;
  const instanceId = instanceIdOfContainer(container.Id);
  if (container.State.Status === 'created') await start(context, container.Id);
  return { instanceId, current: InstanceState.pending };
}

async function run(context: DockerContext, rules: LaunchRules, launch: Launch): Promise<StateChange> {
  const { Name, ...tags } = launch.tags;
  const answer = await context.engine({
    method: 'POST',
    path: '/containers/create',
    query: Name === undefined ? {} : { name: Name },
    body: containerOf(allowed(rules, launch.imageId), tags, rules.limits),
  });
  const { Id } = readAnswer(answer, z.object({ Id: z.string() }), 'launch');
  await start(context, Id);
  return { instanceId: instanceIdOfContainer(Id), current: InstanceState.pending };
}

/** Starts a container for the first time; one that cannot be started is removed, for nobody would ever know of it. */
async function start({ engine }: DockerContext, id: string): Promise<void> {
  const answer = await engine({ method: 'POST', path: `/containers/${id}/start`, timeout: 15_000 });
  if (answer.status < 300 || answer.status === 304) return;
  await engine({ method: 'DELETE', path: `/containers/${id}`, query: { force: '1', v: '1' } }).catch(() => {});
  throw engineProblem(answer, 'launch');
}

/**
 * Makes the settings of a container that can only compute and use its own network: no privileges, mounts, devices or
 * network of the machine, and limits on memory, processes and processors.
 */
export function containerOf(image: string, tags: Readonly<Record<string, string>>, limits: ContainerLimits): object {
  return {
    Image: image,
    Labels: { ...tags, [DockerLabel.managed]: labelSet },
    HostConfig: {
      Memory: limits.memory * 1_048_576,
      // The same as memory: no swap beside it.
      MemorySwap: limits.memory * 1_048_576,
      PidsLimit: limits.processes,
      NanoCpus: Math.round(limits.cpus * 1e9),
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
    },
  };
}
