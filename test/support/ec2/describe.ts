import { createHash } from 'node:crypto';
import type { DescribeInstancesRequest, Reservation } from '@aws-sdk/client-ec2';
import { defined } from '../../../contract/defined';
import { Ec2Fault } from './fault';
import { matcherOf } from './filters';
import type { SimulatedInstance } from './instance';
import { instanceShape } from './shapes';
import { nextNumber, targets, visible, type World } from './world';

/** DescribeInstances, with EC2's rules of what may be combined, and its pages. */
export function describeInstances(world: World, region: string, input: DescribeInstancesRequest) {
  const { InstanceIds: ids = [], Filters: filters = [], MaxResults: max, NextToken: token } = input;
  if (ids.length > 0 && max !== undefined) {
    throw new Ec2Fault(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  if (max !== undefined && (max < 5 || max > 1000)) {
    const [what, limit] = max < 5 ? ['greater', 5] : ['less', 1000];
    throw new Ec2Fault(
      'InvalidParameterValue',
      `Value ( ${max} ) for parameter maxResults is invalid. Expecting a value ${what} than or equal to ${limit}.`,
    );
  }
  const all = ids.length > 0 ? targets(world, region, ids) : visible(world, region, idsOf(filters));
  const { instances, next } = page(world, all, filters, max, token);
  return { Reservations: reservations(instances), ...defined({ NextToken: next }) };
}

/** The only ids that a filter lets through; undefined without such a filter, or with a pattern in it. */
function idsOf(filters: NonNullable<DescribeInstancesRequest['Filters']>): readonly string[] | undefined {
  const values = filters.find(({ Name }) => Name === 'instance-id')?.Values;
  return values?.some((value) => /[\\*?]/.test(value)) ? undefined : values;
}

interface Page {
  readonly instances: readonly SimulatedInstance[];
  readonly next?: string;
}

/** A page after a token: a token stands for the last instance that the pages before have looked at. */
function page(
  world: World,
  all: readonly SimulatedInstance[],
  filters: NonNullable<DescribeInstancesRequest['Filters']>,
  max: number | undefined,
  token: string | undefined,
): Page {
  const after = token === undefined ? 0 : sequenceOf(token);
  if (world.paging === 'endless') return { instances: [], next: tokenOf(after + 1) };
  const matches = matcherOf(filters);
  const rest = all.filter(({ sequence }) => sequence > after);
  // An erratic EC2 looks at some instances, and of these gives the ones that match: few, or none.
  const erratic = world.paging === 'erratic';
  const candidates = erratic ? rest : rest.filter(matches);
  const size = erratic ? erraticSize(after, max ?? 1000) : (max ?? Number.POSITIVE_INFINITY);
  const looked = candidates.slice(0, size);
  const last = looked.at(-1);
  const instances = erratic ? shuffled(world, looked.filter(matches)) : looked;
  if (last === undefined || candidates.length <= size) return { instances };
  return { instances, next: tokenOf(last.sequence) };
}

/** How many instances the page after `after` looks at: the same each time, since EC2's tokens can be used again. */
function erraticSize(after: number, max: number): number {
  return 1 + (hash(`size${after}`) % max);
}

function shuffled(world: World, instances: readonly SimulatedInstance[]): readonly SimulatedInstance[] {
  const salt = nextNumber(world);
  return [...instances].sort((a, b) => hash(`${salt}${a.instanceId}`) - hash(`${salt}${b.instanceId}`));
}

function hash(text: string): number {
  return createHash('md5').update(text).digest().readUInt32BE();
}

function tokenOf(sequence: number): string {
  return Buffer.from(`page:${sequence}`).toString('base64');
}

function sequenceOf(token: string): number {
  const [, digits] = /^page:(\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (digits === undefined) throw new Ec2Fault('InvalidPaginationToken', 'Unable to parse pagination token');
  return Number(digits);
}

/** Instances of one launch are told of together. */
function reservations(instances: readonly SimulatedInstance[]): Reservation[] {
  const byReservation = new Map<string, SimulatedInstance[]>();
  for (const instance of instances) {
    const together = byReservation.get(instance.reservationId);
    if (together === undefined) byReservation.set(instance.reservationId, [instance]);
    else together.push(instance);
  }
  return [...byReservation].map(([ReservationId, some]) => ({ ReservationId, Instances: some.map(instanceShape) }));
}
