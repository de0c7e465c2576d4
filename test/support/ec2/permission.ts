import { faultOf } from './fault';
import type { SimulatedInstance } from './instance';
import type { World } from './world';

/** Refuses the call when an instance lacks the tag that the simulated role's policy asks for. */
export function requirePermission(world: World, instances: readonly SimulatedInstance[]): void {
  const { requiredTag } = world;
  if (requiredTag === undefined) return;
  if (instances.some(({ tags }) => tags[requiredTag.key] !== requiredTag.value)) throw faultOf('UnauthorizedOperation');
}
