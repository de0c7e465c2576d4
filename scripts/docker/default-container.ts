import {
  type ContainerLimits,
  DockerLabel,
  engineAddress,
  instanceIdOfContainer,
  labelSet,
} from '../../contract/docker';
import { type Engine, engineAt } from '../../lambda/docker/client';
import { containerOf } from '../../lambda/docker/launch';
import { sentenceOf } from '../../lambda/docker/problems';
import { ensureImage } from '../../lambda/docker/pull';
import { listContainers } from '../../lambda/docker/read';
import { Problem } from '../../lambda/domain/problem';
import { Failure } from '../console/failure';

/** The name that a container gets, if no other has it. */
const usualName = 'ec2-control-default';
/** Milliseconds for an image to come from its registry. */
const patience = 10 * 60_000;

export interface DefaultContainer {
  readonly instanceId: string;
  readonly made: boolean;
}

/** Makes a client of the engine at a host. */
export function engineOf(host: string): Engine {
  const address = engineAddress(host);
  if (address === undefined) throw new Error(`${host} is no address of an engine`);
  return engineAt(address);
}

/**
 * Finds the default container by its label, or makes and starts one.
 * @throws Failure with the engine's sentence when it cannot be made
 */
export async function ensureDefaultContainer(
  engine: Engine,
  image: string,
  limits: ContainerLimits,
): Promise<DefaultContainer> {
  const [found] = await defaultContainers(engine);
  if (found !== undefined) return { instanceId: instanceIdOfContainer(found), made: false };
  try {
    if (!(await ensureImage(engine, new Map(), image, patience))) {
      throw new Failure(
        `The image ${image} has not come from its registry within ten minutes. Pull it first: docker pull ${image}`,
      );
    }
  } catch (error) {
    if (error instanceof Problem)
      throw new Failure(`${error.detail.replace(/[^.]$/, '$&.')} DOCKER_IMAGE names another one.`, { cause: error });
    throw error;
  }
  const id = await create(engine, containerOf(image, { [DockerLabel.default]: labelSet }, limits));
  const { status, bytes } = await engine({ method: 'POST', path: `/containers/${id}/start`, timeout: 30_000 });
  if (status >= 300) throw new Failure(`The default container could not be started: ${sentenceOf(bytes)}`);
  return { instanceId: instanceIdOfContainer(id), made: true };
}

/** Lists the ids of the containers that `make` has made. */
export async function defaultContainers(engine: Engine): Promise<readonly string[]> {
  const listed = await listContainers({ engine });
  return listed.filter(({ Labels }) => Labels?.[DockerLabel.default] === labelSet).map(({ Id }) => Id);
}

/**
 * Removes the containers that `make` has made.
 * @returns how many were removed
 */
export async function removeDefaultContainers(engine: Engine): Promise<number> {
  const ids = await defaultContainers(engine);
  for (const id of ids) {
    await engine({ method: 'DELETE', path: `/containers/${id}`, query: { force: '1', v: '1' }, timeout: 30_000 });
  }
  return ids.length;
}

async function create(engine: Engine, body: object): Promise<string> {
  const ask = (query: Readonly<Record<string, string>>) =>
    engine({ method: 'POST', path: '/containers/create', query, body });
  const named = await ask({ name: usualName });
  const { status, bytes } = named.status === 409 ? await ask({}) : named;
  if (status >= 300) throw new Failure(`The default container could not be made: ${sentenceOf(bytes)}`);
  return JSON.parse(bytes.toString('utf8')).Id;
}
