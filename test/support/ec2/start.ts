import type { StartInstancesRequest } from '@aws-sdk/client-ec2';
import { type SimulatedInstance, settle } from './instance';
import { requirePermission } from './permission';
import { noRootVolume, notStartable, tooManyInstances } from './refusals';
import { change } from './shapes';
import { newPublicIp, targets, type World } from './world';

/** StartInstances: all of the instances, or none. */
export function start(world: World, region: string, input: StartInstancesRequest) {
  const instances = targets(world, region, input.InstanceIds);
  requirePermission(world, instances);
  for (const { instanceId, state, rootVolume } of instances) {
    if (state !== 'stopped' && !isUp(state)) throw notStartable(instanceId);
    if (state === 'stopped' && !rootVolume) throw noRootVolume(instanceId);
  }
  requireQuota(world, region, instances.filter(({ state }) => state === 'stopped').length);
  return { StartingInstances: instances.map((instance) => change(instance, () => bringUp(world, instance))) };
}

/** Puts an instance on its way up; it arrives, or falls back where it is made to. */
export function bringUp(world: World, instance: SimulatedInstance): void {
  if (isUp(instance.state)) return;
  const now = world.clock.now();
  const at = now + world.delays.pending;
  const { fallBack } = instance;
  instance.state = 'pending';
  instance.launchTime = now;
  delete instance.reason;
  if (instance.addressing === 'dynamic') instance.publicIp = newPublicIp(world);
  instance.next =
    fallBack === undefined ? { at, state: 'running' } : { at, state: fallBack.to, reason: fallBack.reason };
}

/** @throws Ec2Fault when that many more instances would be more than the quota */
export function requireQuota(world: World, region: string, more: number): void {
  const now = world.clock.now();
  const all = [...world.instances.values()].filter((instance) => instance.region === region);
  for (const instance of all) settle(instance, now);
  const up = all.filter(({ state }) => isUp(state)).length;
  if (more > 0 && up + more > world.quota) throw tooManyInstances(world.quota);
}

function isUp(state: string): boolean {
  return state === 'pending' || state === 'running';
}
