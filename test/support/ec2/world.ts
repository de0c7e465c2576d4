import { createHash } from 'node:crypto';
import type { Clock } from './clock';
import { Ec2Fault } from './fault';
import type { FaultScript } from './fault-script';
import { type Delays, type FallBack, type SimulatedInstance, settle } from './instance';

/** A subnet of the simulated account. */
export interface Subnet {
  readonly subnetId: string;
  readonly availabilityZone: string;
  /** Whether launches get a public address unless they say otherwise. */
  readonly publicAddresses: boolean;
  /** Addresses left; 0 makes launches fail. */
  freeAddresses: number;
}

/** A launch that is known by its client token. */
export interface Launch {
  /** The request without its token. */
  readonly fingerprint: string;
  readonly reservationId: string;
}

/** The tag without which the simulated role may not change an instance, as IAM's `aws:ResourceTag` condition has it. */
export interface RequiredTag {
  readonly key: string;
  readonly value: string;
}

/** Everything that the simulated EC2 holds; the operations read and change it. */
export interface World {
  readonly clock: Clock;
  readonly instances: Map<string, SimulatedInstance>;
  readonly faults: FaultScript;
  readonly subnets: Subnet[];
  /** Security groups that exist. */
  readonly securityGroups: Set<string>;
  /** Key pairs that exist. */
  readonly keyPairs: Set<string>;
  /** Images that do not exist; every other id in EC2's form stands for one. */
  readonly missingImages: Set<string>;
  /** What becomes of launched instances instead of running. */
  launchFallBack?: FallBack;
  /** The launches with a client token that EC2 remembers. */
  readonly launches: Map<string, Launch>;
  delays: Delays;
  /**
   * `erratic`: pages may be short or empty while more follow, and their order differs from call to call. `endless`: every
   * page is empty and names another one.
   */
  paging: 'plain' | 'erratic' | 'endless';
  /** Filters are not heeded, as by some emulators: DescribeTags answers with all tags that there are. */
  filtersIgnored?: boolean;
  /** Milliseconds that calls take, by operation; `*` for all others. */
  readonly latency: Map<string, number>;
  requiredTag?: RequiredTag;
  /** Instances that may be pending or running at a time in a region. */
  quota: number;
  /** Regions that the account has not enabled. */
  readonly disabledRegions: Set<string>;
  /** Access keys that EC2 refuses. */
  readonly refusedAccessKeys: Set<string>;
  sequence: number;
}

/** The next number of a world, for ids and addresses that never repeat. */
export function nextNumber(world: World): number {
  world.sequence += 1;
  return world.sequence;
}

/** An id that looks like EC2's and whose order is not that of creation; the same in every run. */
export function newId(world: World, prefix: string): string {
  return `${prefix}-${createHash('md5')
    .update(`${prefix}${nextNumber(world)}`)
    .digest('hex')
    .slice(0, 17)}`;
}

export function newPublicIp(world: World): string {
  const n = nextNumber(world);
  return `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`;
}

export function newPrivateIp(world: World): string {
  const n = nextNumber(world);
  return `10.0.${(n >> 8) & 255}.${n & 255}`;
}

/**
 * The instances of a region that can be seen now, each in the state that is due, in the order of creation.
 * @param ids - those among them that are wanted. @default - all
 */
export function visible(world: World, region: string, ids?: Iterable<string>): readonly SimulatedInstance[] {
  const now = world.clock.now();
  const wanted = ids === undefined ? [...world.instances.values()] : inOrder(world, ids);
  return wanted.filter((instance) => {
    settle(instance, now);
    if (instance.region !== region || instance.visibleFrom > now) return false;
    return instance.terminatedAt === undefined || instance.terminatedAt + world.delays.terminatedVisible > now;
  });
}

function inOrder({ instances }: World, ids: Iterable<string>): readonly SimulatedInstance[] {
  const found = [...new Set(ids)].flatMap((id) => instances.get(id) ?? []);
  return found.sort((one, other) => one.sequence - other.sequence);
}

/**
 * The instances of a changing call: all of them, or an error.
 * @throws Ec2Fault for malformed and unknown ids
 */
export function targets(
  world: World,
  region: string,
  ids: readonly string[] | undefined,
): readonly SimulatedInstance[] {
  if (ids === undefined || ids.length === 0) {
    throw new Ec2Fault('MissingParameter', 'The request must contain the parameter InstanceId');
  }
  const malformed = ids.find((id) => !/^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined) throw new Ec2Fault('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  const known = new Map(visible(world, region, ids).map((instance) => [instance.instanceId, instance]));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const [what, verb] = unknown.length === 1 ? ['ID', 'does'] : ['IDs', 'do'];
    throw new Ec2Fault('InvalidInstanceID.NotFound', `The instance ${what} '${unknown.join(', ')}' ${verb} not exist`);
  }
  return [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
}
