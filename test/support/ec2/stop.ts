import type { StopInstancesRequest } from '@aws-sdk/client-ec2';
import type { Reason, SimulatedInstance } from './instance';
import { requirePermission } from './permission';
import { neverRan, notHibernatable, notStoppable, oneTimeSpot, protectedAgainst } from './refusals';
import { change } from './shapes';
import { targets, type World } from './world';

/** StopInstances: all of the instances, or none. */
export function stop(world: World, region: string, input: StopInstancesRequest) {
  const { Force: force = false, Hibernate: hibernate = false } = input;
  const instances = targets(world, region, input.InstanceIds);
  requirePermission(world, instances);
  for (const instance of instances) requireStoppable(instance, hibernate);
  return {
    StoppingInstances: instances.map((instance) =>
      change(instance, () => {
        if (instance.state === 'stopping' && force) instance.lastStop = { force, hibernate };
        if (instance.state !== 'running') return;
        const reason = hibernate ? userInitiatedHibernate : userInitiatedShutdown;
        instance.state = 'stopping';
        instance.reason = reason;
        instance.lastStop = { force, hibernate };
        instance.next = { at: world.clock.now() + world.delays.stopping, state: 'stopped', reason };
      }),
    ),
  };
}

function requireStoppable(instance: SimulatedInstance, hibernate: boolean): void {
  const { instanceId, state } = instance;
  if (state === 'stopping' || state === 'stopped') return;
  if (instance.spot === 'one-time') throw oneTimeSpot(instanceId);
  if (state === 'pending') throw neverRan(instanceId);
  if (state !== 'running') throw notStoppable(instanceId);
  if (instance.stopProtected) throw protectedAgainst(instanceId, 'stopped', 'disableApiStop');
  if (hibernate && !instance.hibernation) throw notHibernatable(instanceId);
}

export const userInitiatedShutdown: Reason = {
  code: 'Client.UserInitiatedShutdown',
  message: 'Client.UserInitiatedShutdown: User initiated shutdown',
};
const userInitiatedHibernate: Reason = {
  code: 'Client.UserInitiatedHibernate',
  message: 'Client.UserInitiatedHibernate: User initiated hibernate',
};
