import type { InstanceState } from '../../contract/states';
import type { Instance } from '../domain/instance';
import type { Problem } from '../domain/problem';

/** What EC2 said of one instance when it accepted a change. */
export interface StateChange {
  readonly instanceId: string;
  readonly current: InstanceState;
}

/** What was refused for one instance, where each is asked for apart. */
export interface ChangeRefusal {
  readonly instanceId: string;
  readonly problem: Problem;
}

export type ChangeAnswer = StateChange | ChangeRefusal;

export interface FindQuery {
  /** All must match. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Any of them; absent: every state. */
  readonly states?: readonly InstanceState[];
  /** How many instances a page should hold; EC2 may give fewer, emulators more. */
  readonly pageSize: number;
  /** EC2's own token of the page to read; absent: the first. */
  readonly token?: string;
}

export interface FoundPage {
  readonly instances: readonly Instance[];
  readonly token?: string;
}

export interface StopOptions {
  readonly force?: boolean;
  readonly hibernate?: boolean;
}

/** What `dry_run` asks of an instance because a Describe does not show it. */
export interface Protection {
  readonly stop: boolean;
  readonly termination: boolean;
  /** A Spot Instance of a one-time request, which cannot be stopped. */
  readonly oneTimeSpot: boolean;
}

/**
 * EC2 in one region, under one set of credentials. Every method throws only `Problem`.
 * A changing call either throws, and has changed nothing, as EC2's does for one bad id, unless the problem is `unclear`; or
 * it answers for each id apart. What it does not name was not changed for certain.
 * @see docs/decisions/0040
 */
export interface Ec2 {
  /** Reads the instances that exist among `ids`, in any order; unknown ids are absent. Takes any number of ids. */
  describe(ids: readonly string[]): Promise<readonly Instance[]>;
  /** Reads one page of instances. All of them match the query, even where the endpoint ignores filters. */
  find(query: FindQuery): Promise<FoundPage>;
  /**
   * Reads the tags of instances from another source than `describe`, which may show none although there are some.
   * Instances without any are absent.
   */
  tags(ids: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>;
  /** Finds the instances with this public or private IPv4 address; never terminated ones. */
  findByAddress(address: string): Promise<readonly Instance[]>;
  start(ids: readonly string[]): Promise<readonly ChangeAnswer[]>;
  stop(ids: readonly string[], options: StopOptions): Promise<readonly ChangeAnswer[]>;
  /** Reboots instances. EC2 answers with no states. */
  reboot(ids: readonly string[]): Promise<readonly ChangeAnswer[]>;
  terminate(ids: readonly string[]): Promise<readonly ChangeAnswer[]>;
  protection(instance: Instance): Promise<Protection>;
  /** Finds the Spot Instances for which EC2 launches a replacement when they are gone. */
  persistentSpot(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The credentials that a request brought along (lab profile only). */
export interface CallerCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Gives EC2 of a region, under the function's own credentials unless others are given. */
export type Ec2Of = (region: string, credentials?: CallerCredentials) => Ec2;
