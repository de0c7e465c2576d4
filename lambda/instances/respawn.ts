import type { Instance } from '../domain/instance';
import type { Ec2 } from './ec2';

/**
 * Makes the warnings for Spot Instances that are deleted: EC2 launches another one for a persistent Spot request. They
 * never prevent a deletion, so where EC2 cannot be asked the warning says so.
 * @returns the warnings by instance id; EC2 is asked only where there are Spot Instances
 */
export async function respawnWarnings(
  ec2: Pick<Ec2, 'persistentSpot'>,
  instances: readonly Instance[],
): Promise<ReadonlyMap<string, string>> {
  const ids = instances.filter(({ spot }) => spot).map(({ instanceId }) => instanceId);
  if (ids.length === 0) return new Map();
  const persistent = await ec2.persistentSpot(ids).catch(() => undefined);
  return new Map(
    ids.filter((id) => persistent?.has(id) ?? true).map((id) => [id, persistent === undefined ? unknown : respawns]),
  );
}

const respawns =
  'It belongs to a persistent Spot request: EC2 launches another instance in its place until that request is cancelled.';
const unknown =
  'It is a Spot Instance, and its request could not be looked up: a persistent one launches another instance in its place.';
