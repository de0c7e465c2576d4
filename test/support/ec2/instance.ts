import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { NamedState } from '../../../contract/states';

/** Why an instance is in its state, as EC2 tells it. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** What happens when the instance is started: it comes up, unless this says that it falls back. */
export interface FallBack {
  readonly to: 'stopped' | 'terminated';
  readonly reason: Reason;
}

/** An address of a network interface besides the instance's own two. */
export interface SecondaryAddress {
  readonly privateIp: string;
  readonly publicIp?: string;
}

/** One simulated instance. */
export interface SimulatedInstance {
  readonly instanceId: string;
  readonly reservationId: string;
  readonly region: string;
  /** Order of creation, by which pages are cut. */
  readonly sequence: number;
  state: NamedState;
  /** The state to come, and when. */
  next?: { readonly at: number; readonly state: NamedState; readonly reason?: Reason };
  reason?: Reason;
  /** When the present start, or the launch, began. */
  launchTime: number;
  /** Until then EC2 denies that the instance exists (eventual consistency). */
  visibleFrom: number;
  terminatedAt?: number;
  tags: Record<string, string>;
  readonly instanceType: string;
  readonly imageId: string;
  readonly availabilityZone: string;
  readonly subnetId: string;
  /** `dynamic`: another public address after each start; `elastic`: a fixed one; `none`: no public address. */
  readonly addressing: 'dynamic' | 'elastic' | 'none';
  publicIp: string | null;
  privateIp: string | null;
  readonly secondary: readonly SecondaryAddress[];
  readonly spot?: 'one-time' | 'persistent';
  readonly hibernation: boolean;
  stopProtected: boolean;
  terminationProtected: boolean;
  rootVolume: boolean;
  /** DescribeInstances shows none of its tags, as it may while EC2 is in trouble. */
  tagsHidden?: boolean;
  /** DescribeInstances shows its id and nothing else. */
  bare?: boolean;
  /** What EC2 calls its state, where that is a name of its own. */
  stateName?: string;
  fallBack?: FallBack;
  /** The RunInstances that made it; absent for an instance that a test put in. */
  readonly launch?: RunInstancesRequest;
  /** How the instance was last stopped. */
  lastStop?: { readonly force: boolean; readonly hibernate: boolean };
  reboots: number;
}

/** How long things take, in milliseconds. */
export interface Delays {
  readonly pending: number;
  readonly stopping: number;
  readonly shuttingDown: number;
  /** How long a terminated instance can still be seen. */
  readonly terminatedVisible: number;
  /** How long a launched instance cannot be seen yet. */
  readonly visibility: number;
}

export const usualDelays: Delays = {
  pending: 5_000,
  stopping: 10_000,
  shuttingDown: 5_000,
  terminatedVisible: 3_600_000,
  visibility: 0,
};

/** Lets an instance reach the state that is due by now. */
export function settle(instance: SimulatedInstance, now: number): void {
  const { next } = instance;
  if (next === undefined || next.at > now) return;
  delete instance.next;
  instance.state = next.state;
  if (next.reason === undefined) delete instance.reason;
  else instance.reason = next.reason;
  if (next.state === 'running') return;
  if (instance.addressing === 'dynamic') instance.publicIp = null;
  if (next.state === 'terminated') {
    instance.terminatedAt = next.at;
    instance.publicIp = null;
    instance.privateIp = null;
  }
}
