import * as z from 'zod/mini';
import { defined } from '../../contract/defined';
import { DockerLabel, instanceIdOfContainer, labelSet } from '../../contract/docker';
import { InstanceState, shownStates } from '../../contract/states';
import { eachAtMost } from '../domain/batches';
import type { Deadline } from '../domain/deadline';
import { type Instance, matches } from '../domain/instance';
import { Problem } from '../domain/problem';
import type { FindQuery, FoundPage } from '../instances/ec2';
import type { Engine } from './client';
import { instanceFrom, isManaged } from './container';
import { lastLineOf } from './log';
import { type Mark, type Marks, markLifetime } from './marks';
import type { Pulls } from './pull';
import {
  addressesOf,
  type InspectedContainer,
  inspectedContainer,
  type ListedContainer,
  listedContainer,
  readAnswer,
} from './wire';

/** The engine, and what belongs to it. */
export interface DockerContext {
  readonly engine: Engine;
  readonly marks: Marks;
  readonly pulls: Pulls;
  /** The end of the request or step. @default none */
  readonly deadline?: Deadline;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Containers that are inspected at the same time. */
const concurrency = 16;

/** Lists the containers of this API in the order of their ids, all or those with the given ids. */
export async function listContainers(
  { engine }: Pick<DockerContext, 'engine'>,
  ids?: readonly string[],
): Promise<readonly ListedContainer[]> {
  const wanted = ids === undefined ? undefined : new Set(ids);
  // Ids of 8 digits are EC2's alone.
  const prefixes = ids?.filter((id) => id.length === 19).map((id) => id.slice(2));
  if (prefixes?.length === 0) return [];
  const label = [`${DockerLabel.managed}=${labelSet}`];
  const few = prefixes !== undefined && prefixes.length <= 100;
  const filters = JSON.stringify({ label, ...(few ? { id: prefixes } : {}) });
  const answer = await engine({ method: 'GET', path: '/containers/json', query: { all: '1', filters } });
  return readAnswer(answer, z.array(listedContainer))
    .filter(({ Id, Labels }) => isManaged(Labels) && (wanted?.has(instanceIdOfContainer(Id)) ?? true))
    .sort((a, b) => (a.Id < b.Id ? -1 : 1));
}

/** Reads a container by its whole id; undefined when it is gone. */
export async function inspect({ engine }: Pick<DockerContext, 'engine'>, id: string) {
  const answer = await engine({ method: 'GET', path: `/containers/${id}/json` });
  if (answer.status === 404) return undefined;
  return readAnswer(answer, inspectedContainer);
}

/** Reads the instances that exist among `ids`, with the reason of each state. */
export async function describe(context: DockerContext, ids: readonly string[]): Promise<readonly Instance[]> {
  if (ids.length === 0) return [];
  const [listed, marks] = await Promise.all([listContainers(context, ids), context.marks.all()]);
  const there = await instancesOf(context, listed, marks);
  const known = new Set(there.map(({ instanceId }) => instanceId));
  return [
    ...there,
    ...removed(marks, context.now()).filter(({ instanceId }) => ids.includes(instanceId) && !known.has(instanceId)),
  ];
}

/** Reads one page of instances in the order of their ids; the token is the id of the last one. */
export async function find(context: DockerContext, query: FindQuery): Promise<FoundPage> {
  const { tags = {}, states = shownStates, pageSize, token } = query;
  if (token !== undefined && !/^i-[0-9a-f]{17}$/.test(token)) {
    throw new Problem(
      'invalid_cursor',
      'This cursor does not belong to this list: start again from the first page, without next_token.',
    );
  }
  const [listed, marks] = await Promise.all([listContainers(context), context.marks.all()]);
  const rest = listed.filter(({ Id }) => token === undefined || instanceIdOfContainer(Id) > token);
  const gone = removed(marks, context.now()).filter(({ instanceId }) => token === undefined || instanceId > token);
  const all = [...(await instancesOf(context, rest, marks)), ...gone];
  const found = [...new Map(all.map((instance) => [instance.instanceId, instance])).values()]
    .filter((instance) => states.includes(instance.state) && matches(instance, tags))
    .sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
  const instances = found.slice(0, pageSize);
  const last = instances.at(-1)?.instanceId;
  return found.length > pageSize && last !== undefined ? { instances, token: last } : { instances };
}

/** Finds the instances with the address in one of their networks. */
export async function findByAddress(context: DockerContext, address: string): Promise<readonly Instance[]> {
  const listed = (await listContainers(context)).filter((container) => addressesOf(container).includes(address));
  return instancesOf(context, listed, await context.marks.all());
}

async function instancesOf(
  context: DockerContext,
  listed: readonly ListedContainer[],
  marks: ReadonlyMap<string, Mark>,
): Promise<readonly Instance[]> {
  const found = await eachAtMost(listed, concurrency, async ({ Id }) => {
    // Somebody may have removed it since it was listed.
    const container = await inspect(context, Id);
    return container === undefined ? [] : [await instanceOf(context, container, marks)];
  });
  return found.flat();
}

async function instanceOf(
  context: DockerContext,
  container: InspectedContainer,
  marks: ReadonlyMap<string, Mark>,
): Promise<Instance> {
  const mark = marks.get(instanceIdOfContainer(container.Id));
  const { Status, ExitCode } = container.State;
  const failed = (Status === 'exited' || Status === 'restarting') && ExitCode !== 0;
  const lastLine = failed ? await lastLineOf(context.engine, container) : undefined;
  return instanceFrom(container, {
    now: context.now(),
    ...defined({ mark, lastLine }),
  });
}

/** Lists the containers that this API removed within the last hour. */
function removed(marks: ReadonlyMap<string, Mark>, now: number): readonly Instance[] {
  return [...marks.values()].flatMap((mark) =>
    mark.kind === 'removed' && now - mark.at < markLifetime
      ? [{ ...mark.instance, state: InstanceState.terminated, ip: null, privateIp: null }]
      : [],
  );
}
