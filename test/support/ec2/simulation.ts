import type { Filter } from '@aws-sdk/client-ec2';
import { addInstance, type InstanceSpec } from './add';
import { ManualClock } from './clock';
import { Ec2Fault, faultOf } from './fault';
import { FaultScript, type ScriptedFault } from './fault-script';
import { type SimulatedInstance, settle, usualDelays } from './instance';
import type { SimulationOptions } from './simulation-options';
import type { Subnet, World } from './world';

/** Where a call comes from. */
export interface Origin {
  readonly region: string;
  readonly accessKeyId?: string;
}

/** The parts of a call's input that say what it is about. */
export interface CallInput {
  readonly InstanceIds?: readonly string[] | undefined;
  readonly InstanceId?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  /** Ask only whether the call would be permitted. */
  readonly DryRun?: boolean | undefined;
}

/** A call that the simulated EC2 was asked, and what became of it. */
export interface RecordedCall extends Origin {
  /** EC2's name of the operation. */
  readonly operation: string;
  /** The instances that the input names. */
  readonly instanceIds: readonly string[];
  readonly input: CallInput;
  /** EC2's error code; absent when the call succeeded. */
  readonly error?: string;
}

/** The simulated EC2 without any protocol: its world, what it was asked, and what is to go wrong. */
export class Simulation {
  readonly world: World;
  readonly calls: RecordedCall[] = [];

  constructor(options: SimulationOptions = {}) {
    this.world = {
      clock: options.clock ?? new ManualClock(),
      instances: new Map(),
      faults: new FaultScript(),
      subnets: (options.subnets ?? usualSubnets).map((subnet) => ({ ...subnet })),
      securityGroups: new Set(options.securityGroups ?? ['sg-0a1b2c3d4e5f60718']),
      keyPairs: new Set(options.keyPairs ?? ['operator']),
      missingImages: new Set(options.missingImages),
      ...(options.launchFallBack && { launchFallBack: options.launchFallBack }),
      launches: new Map(),
      delays: { ...usualDelays, ...options.delays },
      paging: options.paging ?? 'plain',
      ...(options.requiredTag && { requiredTag: options.requiredTag }),
      quota: options.quota ?? Number.POSITIVE_INFINITY,
      disabledRegions: new Set(options.disabledRegions),
      refusedAccessKeys: new Set(options.refusedAccessKeys),
      latency: new Map(),
      sequence: 0,
    };
  }

  /** Puts an instance into the world as it is, by default running, without asking EC2 for it. */
  addInstance(region: string, spec?: InstanceSpec): SimulatedInstance {
    return addInstance(this.world, region, spec);
  }

  /** An instance as it is now, whether or not EC2 still shows it. */
  instance(instanceId: string): SimulatedInstance {
    const instance = this.world.instances.get(instanceId);
    if (instance === undefined) throw new Error(`no simulated instance ${instanceId}`);
    settle(instance, this.world.clock.now());
    return instance;
  }

  /**
   * Lets every call of an operation (`*`: of all) take so long from now on.
   * @param about - only calls in which this text is, such as an id or an address
   */
  slow(operation: string, milliseconds: number, about = ''): void {
    this.world.latency.set(`${operation} ${about}`, milliseconds);
  }

  /** Milliseconds that a call takes; what was said of calls with a certain text comes first. */
  latencyOf(operation: string, body = ''): number {
    const { latency } = this.world;
    const certain = [...latency.keys()].map((key) => key.split(' ')[1] ?? '').filter((about) => body.includes(about));
    const [about = ''] = certain.sort((a, b) => b.length - a.length);
    return [about, ''].flatMap((text) => latency.get(`${operation} ${text}`) ?? latency.get(`* ${text}`) ?? [])[0] ?? 0;
  }

  /** Scripts an error for calls to come. */
  fail(fault: ScriptedFault): void {
    this.world.faults.add(fault);
  }

  /** Forgets instances, launches, scripted errors and calls; delays, limits and the like stay as they are. */
  reset(): void {
    const { instances, launches, faults, latency } = this.world;
    latency.clear();
    instances.clear();
    launches.clear();
    faults.clear();
    this.calls.length = 0;
  }

  /** Runs one operation as EC2 does: recorded, under the caller's credentials, with the errors that are due. */
  ask<T>(operation: string, origin: Origin, input: CallInput, run: () => T): T {
    const instanceIds = idsOf(input);
    const call = { operation, instanceIds, input, ...origin };
    try {
      const subject = { operation, instanceIds, instanceTypes: this.typesOf(input, instanceIds) };
      const fault = this.world.faults.due(subject);
      if (fault?.acts) run();
      if (fault !== undefined) throw fault.error;
      this.requireAccess(origin);
      if (input.DryRun) throw faultOf('DryRunOperation');
      const answer = run();
      this.calls.push(call);
      return answer;
    } catch (error) {
      this.calls.push({ ...call, error: error instanceof Ec2Fault ? error.code : String(error) });
      throw error;
    }
  }

  private requireAccess({ region, accessKeyId }: Origin): void {
    const { disabledRegions, refusedAccessKeys } = this.world;
    if (disabledRegions.has(region)) throw faultOf('AuthFailure');
    if (accessKeyId !== undefined && refusedAccessKeys.has(accessKeyId)) throw faultOf('AuthFailure');
  }

  private typesOf({ InstanceType }: CallInput, ids: readonly string[]): readonly string[] {
    const named = ids.flatMap((id) => this.world.instances.get(id)?.instanceType ?? []);
    return InstanceType === undefined ? named : [...named, InstanceType];
  }
}

function idsOf({ InstanceIds = [], InstanceId, Filters = [] }: CallInput): readonly string[] {
  const filtered = Filters.flatMap(({ Name, Values = [] }) =>
    Name === 'instance-id' || Name === 'resource-id' ? Values : [],
  );
  return [...InstanceIds, ...(InstanceId === undefined ? [] : [InstanceId]), ...filtered];
}

const usualSubnets: readonly Subnet[] = [
  { subnetId: 'subnet-0a1b2c3d', availabilityZone: 'us-east-1a', publicAddresses: true, freeAddresses: 10_000 },
  { subnetId: 'subnet-0e4f5a6b', availabilityZone: 'us-east-1b', publicAddresses: false, freeAddresses: 10_000 },
];
