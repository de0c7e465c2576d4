import { defined } from '../../../contract/defined';
import type { NamedState } from '../../../contract/states';
import type { SimulatedInstance } from './instance';
import { newId, newPrivateIp, newPublicIp, nextNumber, type World } from './world';

/** What a test says of an instance that it puts into the world; the rest is usual. */
export type InstanceSpec = Partial<Omit<SimulatedInstance, 'sequence' | 'reservationId' | 'reboots'>> & {
  readonly reservationId?: string;
  /** Shorthand for the `Name` tag. */
  readonly name?: string;
};

/** Puts an instance into the world as it is, by default running, without asking EC2 for it. */
export function addInstance(world: World, region: string, spec: InstanceSpec = {}): SimulatedInstance {
  const { name, ...given } = spec;
  const subnet = world.subnets.find(({ subnetId }) => subnetId === spec.subnetId) ?? world.subnets[0];
  if (subnet === undefined) throw new Error('a simulated EC2 needs a subnet');
  const state = spec.state ?? 'running';
  const addressing = spec.addressing ?? (subnet.publicAddresses ? 'dynamic' : 'none');
  const hasPublicIp =
    addressing === 'elastic' || (addressing === 'dynamic' && (state === 'running' || state === 'pending'));
  const now = world.clock.now();
  const instance: SimulatedInstance = {
    instanceId: newId(world, 'i'),
    reservationId: newId(world, 'r'),
    region,
    sequence: nextNumber(world),
    launchTime: now,
    visibleFrom: 0,
    instanceType: 't2.micro',
    imageId: 'ami-0a1b2c3d4e5f60718',
    availabilityZone: subnet.availabilityZone,
    subnetId: subnet.subnetId,
    publicIp: state !== 'terminated' && hasPublicIp ? newPublicIp(world) : null,
    privateIp: state === 'terminated' ? null : newPrivateIp(world),
    secondary: [],
    hibernation: false,
    stopProtected: false,
    terminationProtected: false,
    rootVolume: true,
    reboots: 0,
    ...(state === 'terminated' ? { terminatedAt: now } : {}),
    ...onItsWay(world, state),
    ...given,
    state,
    addressing,
    tags: { ...defined({ Name: name }), ...spec.tags },
  };
  if (world.instances.has(instance.instanceId)) throw new Error(`${instance.instanceId} exists already`);
  world.instances.set(instance.instanceId, instance);
  return instance;
}

/** An instance that is put in on its way to another state arrives there. */
function onItsWay({ clock, delays }: World, state: NamedState): Pick<SimulatedInstance, 'next'> {
  const now = clock.now();
  if (state === 'pending') return { next: { at: now + delays.pending, state: 'running' } };
  if (state === 'stopping') return { next: { at: now + delays.stopping, state: 'stopped' } };
  if (state === 'shutting-down') return { next: { at: now + delays.shuttingDown, state: 'terminated' } };
  return {};
}
