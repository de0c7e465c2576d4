import { instanceIdOfContainer } from '../../contract/docker';
import { InstanceState } from '../../contract/states';
import { eachAtMost } from '../domain/batches';
import { noDeadline } from '../domain/deadline';
import { Problem } from '../domain/problem';
import type { ChangeAnswer, StopOptions } from '../instances/ec2';
import type { EngineAnswer, EngineCall } from './client';
import { instanceFrom } from './container';
import { engineProblem } from './problems';
import { type DockerContext, inspect, listContainers } from './read';
import type { InspectedContainer } from './wire';

/** Changes one container, and says where it is then. */
type Change = (context: DockerContext, container: InspectedContainer) => Promise<InstanceState>;

/** Containers that are changed at the same time. */
const concurrency = 10;
/** Seconds that the engine gives a container to end, where its image says nothing else. */
const usualGrace = 10;
/** Milliseconds for which the end of a stop is waited for. The engine answers when the container has ended. */
const patience = 700;
/** Milliseconds until the engine gives up a call that may last as long as the container's grace. */
const longCall = 330_000;

/** Starts or unpauses, and looks: a container may have ended by itself as soon as it was started. */
export const starting: Change = async (context, container) => {
  const verb = container.State.Status === 'paused' ? 'unpause' : 'start';
  await must(context, { method: 'POST', path: `/containers/${container.Id}/${verb}` });
  const started = (await inspect(context, container.Id)) ?? container;
  return instanceFrom(started, { now: context.now() }).state;
};

/** Stops by the container's stop signal, or kills. */
export function stopping({ force }: StopOptions): Change {
  return async (context, container) => {
    const { Id } = container;
    const grace = container.Config.StopTimeout ?? usualGrace;
    const mark = { kind: 'stopping', at: context.now(), ...(force ? {} : { grace }) } as const;
    await context.marks.put(instanceIdOfContainer(Id), mark);
    if (force) {
      await must(context, { method: 'POST', path: `/containers/${Id}/kill` }, [409]);
      return InstanceState.stopped;
    }
    const ended = await accepted(context, container, 'stop');
    return ended ? InstanceState.stopped : InstanceState.stopping;
  };
}

export const rebooting: Change = async (context, container) => {
  await accepted(context, container, 'restart');
  return InstanceState.running;
};

/** Kills the container if it runs, and removes it with its anonymous volumes. */
export const removing: Change = async (context, container) => {
  const { Id } = container;
  const instance = instanceFrom(container, { now: context.now() });
  await context.marks.put(instance.instanceId, { kind: 'removed', at: context.now(), instance });
  const { status } = await must(
    context,
    { method: 'DELETE', path: `/containers/${Id}`, query: { force: '1', v: '1' }, timeout: 15_000 },
    [404, 409],
  );
  return status === 409 ? InstanceState.shuttingDown : InstanceState.terminated;
};

/** Changes each container apart: one that the engine refuses stops none of the others. */
export async function changeAll(
  context: DockerContext,
  ids: readonly string[],
  change: Change,
): Promise<readonly ChangeAnswer[]> {
  const listed = new Map((await listContainers(context, ids)).map(({ Id }) => [instanceIdOfContainer(Id), Id]));
  return eachAtMost(ids, concurrency, (id) => changeOne(context, id, listed.get(id), change));
}

async function changeOne(
  context: DockerContext,
  instanceId: string,
  containerId: string | undefined,
  change: Change,
): Promise<ChangeAnswer> {
  try {
    const container = containerId === undefined ? undefined : await inspect(context, containerId);
    if (container === undefined) throw new Problem('instance_not_found', `There is no container ${instanceId} here.`);
    return { instanceId, current: await change(context, container) };
  } catch (error) {
    if (error instanceof Problem) return { instanceId, problem: error };
    throw error;
  }
}

/** Makes a call that must succeed; 304 says that it is so already. @param also - more statuses that are as good */
async function must({ engine }: DockerContext, call: EngineCall, also: readonly number[] = []): Promise<EngineAnswer> {
  const answer = await engine(call);
  if (answer.status < 300 || answer.status === 304 || also.includes(answer.status)) return answer;
  throw engineProblem(answer, 'change');
}

/**
 * Asks for what the engine answers only when the container has ended. Once it is under way an engine that is alive has
 * accepted it, and goes on with it without a waiting client.
 * @returns whether it is over already
 */
async function accepted(
  context: DockerContext,
  { Id }: InspectedContainer,
  verb: 'stop' | 'restart',
): Promise<boolean> {
  const over = must(context, {
    method: 'POST',
    path: `/containers/${Id}/${verb}`,
    timeout: longCall,
    lasting: true,
  }).then(() => true);
  const first = await Promise.race([over, pause(Math.min(patience, (context.deadline ?? noDeadline).remaining()))]);
  if (first) return true;
  // Nobody hears of it any more.
  over.catch(() => {});
  await inspect(context, Id);
  return false;
}

function pause(milliseconds: number): Promise<false> {
  return new Promise((done) => setTimeout(() => done(false), milliseconds).unref());
}

/** Nothing protects a container. */
export const noProtection = { stop: false, termination: false, oneTimeSpot: false } as const;
