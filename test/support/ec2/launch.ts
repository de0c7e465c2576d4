import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { addInstance } from './add';
import { Ec2Fault } from './fault';
import type { SimulatedInstance } from './instance';
import { checkLaunch } from './launch-checks';
import { instanceShape } from './shapes';
import { requireQuota } from './start';
import { newId, newPrivateIp, newPublicIp, type World } from './world';

/** RunInstances. With a client token that was used before it gives that launch again, or refuses another one. */
export function runInstances(world: World, region: string, input: RunInstancesRequest) {
  const { ClientToken: token, ...request } = input;
  const fingerprint = JSON.stringify(request);
  const before = token === undefined ? undefined : world.launches.get(`${region} ${token}`);
  if (before !== undefined) return again(world, before, fingerprint);
  const instances = launch(world, region, input);
  const reservationId = instances[0]?.reservationId ?? '';
  if (token !== undefined) world.launches.set(`${region} ${token}`, { fingerprint, reservationId });
  return answer(reservationId, instances);
}

function again(world: World, before: { fingerprint: string; reservationId: string }, fingerprint: string) {
  if (before.fingerprint !== fingerprint) {
    throw new Ec2Fault(
      'IdempotentParameterMismatch',
      'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    );
  }
  const instances = [...world.instances.values()].filter((one) => one.reservationId === before.reservationId);
  if (instances.some(({ state }) => state === 'terminated')) {
    throw new Ec2Fault('IdempotentInstanceTerminated', 'The instance of the previous request has been terminated.');
  }
  return answer(before.reservationId, instances);
}

function launch(world: World, region: string, input: RunInstancesRequest): readonly SimulatedInstance[] {
  const subnet = checkLaunch(world, input);
  const count = input.MaxCount ?? 1;
  requireQuota(world, region, count);
  subnet.freeAddresses -= count;
  const reservationId = newId(world, 'r');
  const now = world.clock.now();
  const { launchFallBack: fallBack } = world;
  const at = now + world.delays.pending;
  const asked = input.NetworkInterfaces?.[0]?.AssociatePublicIpAddress;
  const addressing = (asked ?? subnet.publicAddresses) ? 'dynamic' : 'none';
  const spot = input.InstanceMarketOptions?.MarketType === 'spot';
  return Array.from({ length: count }, () =>
    addInstance(world, region, {
      reservationId,
      launch: input,
      state: 'pending',
      next: fallBack === undefined ? { at, state: 'running' } : { at, state: fallBack.to, reason: fallBack.reason },
      visibleFrom: now + world.delays.visibility,
      imageId: input.ImageId ?? '',
      instanceType: input.InstanceType ?? 'm1.small',
      subnetId: subnet.subnetId,
      addressing,
      publicIp: addressing === 'dynamic' ? newPublicIp(world) : null,
      privateIp: newPrivateIp(world),
      tags: tagsOf(input),
      hibernation: input.HibernationOptions?.Configured ?? false,
      stopProtected: input.DisableApiStop ?? false,
      terminationProtected: input.DisableApiTermination ?? false,
      ...(spot ? { spot: input.InstanceMarketOptions?.SpotOptions?.SpotInstanceType ?? 'one-time' } : {}),
    }),
  );
}

/** EC2 does not tell the public address of an instance with its launch. */
function answer(reservationId: string, instances: readonly SimulatedInstance[]) {
  const shapes = instances.map((instance) => instanceShape({ ...instance, publicIp: null }));
  return { ReservationId: reservationId, OwnerId: '000000000000', Instances: shapes };
}

function tagsOf({ TagSpecifications = [] }: RunInstancesRequest): Record<string, string> {
  const tags = TagSpecifications.flatMap(({ ResourceType, Tags = [] }) => (ResourceType === 'instance' ? Tags : []));
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
