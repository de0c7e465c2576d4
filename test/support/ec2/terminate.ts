import type { RebootInstancesRequest, TerminateInstancesRequest } from '@aws-sdk/client-ec2';
import type { SimulatedInstance } from './instance';
import { requirePermission } from './permission';
import { notRunning, protectedAgainst } from './refusals';
import { change } from './shapes';
import { userInitiatedShutdown } from './stop';
import { targets, type World } from './world';

/**
 * TerminateInstances. Where one is protected the call fails, and yet the instances of Availability Zones without a
 * protected one are terminated.
 */
export function terminate(world: World, region: string, input: TerminateInstancesRequest) {
  const instances = targets(world, region, input.InstanceIds);
  requirePermission(world, instances);
  const held = instances.filter(({ terminationProtected, state }) => terminationProtected && state !== 'terminated');
  const zones = new Set(held.map((instance) => instance.availabilityZone));
  const free = instances.filter((instance) => !zones.has(instance.availabilityZone));
  const changes = free.map((instance) => change(instance, () => takeDown(world, instance)));
  const [first] = held;
  if (first !== undefined) throw protectedAgainst(first.instanceId, 'terminated', 'disableApiTermination');
  return { TerminatingInstances: changes };
}

function takeDown(world: World, instance: SimulatedInstance): void {
  if (instance.state === 'shutting-down' || instance.state === 'terminated') return;
  // A stopped instance has nothing to shut down.
  const wait = instance.state === 'stopped' ? 0 : world.delays.shuttingDown;
  instance.state = 'shutting-down';
  instance.reason = userInitiatedShutdown;
  instance.next = { at: world.clock.now() + wait, state: 'terminated', reason: userInitiatedShutdown };
}

/** RebootInstances: all of the instances, or none. EC2 tells nothing of it, and ignores terminated instances. */
export function reboot(world: World, region: string, input: RebootInstancesRequest) {
  const instances = targets(world, region, input.InstanceIds);
  requirePermission(world, instances);
  for (const { instanceId, state } of instances) {
    if (state === 'pending' || state === 'stopping' || state === 'stopped') throw notRunning(instanceId);
  }
  for (const instance of instances) if (instance.state === 'running') instance.reboots += 1;
  return {};
}
