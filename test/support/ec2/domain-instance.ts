import { defined } from '../../../contract/defined';
import type { Instance } from '../../../lambda/domain/instance';
import type { SimulatedInstance } from './instance';

/** A simulated instance as the product should see it. */
export function domainInstance(from: SimulatedInstance): Instance {
  const tags = from.tagsHidden ? {} : from.tags;
  const group = tags['aws:autoscaling:groupName'];
  return {
    instanceId: from.instanceId,
    name: tags.Name ?? null,
    state: from.state,
    ip: from.publicIp,
    privateIp: from.privateIp,
    instanceType: from.instanceType,
    availabilityZone: from.availabilityZone,
    launchTime: new Date(from.launchTime).toISOString(),
    tags: { ...tags },
    spot: from.spot !== undefined,
    hibernation: from.hibernation,
    ...defined({ stateReason: from.reason, autoScalingGroup: group }),
  };
}
