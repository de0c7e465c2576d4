import { instanceStates } from '../../contract/states';
import type { Instance } from '../api/answers';
import type { Filter, SortKey } from './fragment';
import { nameOf } from './label';

/** Does the instance belong to what is shown? */
export function shows({ search, states, tags }: Filter, instance: Instance): boolean {
  if (states.length > 0 && !states.includes(instance.state)) return false;
  if (!tags.every((tag) => carries(instance, tag))) return false;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const { name, instance_id, ip, private_ip, instance_type } = instance;
  const text = [name, instance_id, ip, private_ip, instance_type, ...Object.values(instance.tags)]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** `key=value` or `key` alone; a key may have an equals sign in it as well. */
function carries({ tags }: Instance, wanted: string): boolean {
  return Object.hasOwn(tags, wanted) || Object.entries(tags).some(([key, value]) => `${key}=${value}` === wanted);
}

/** The value of a tag; every object has members such as `constructor` that are no tags. */
function tagOf({ tags }: Instance, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}

/** A group of instances that have one value of a tag. */
export interface Group {
  /** Undefined for the instances without the tag, and for the one group when nothing is grouped. */
  readonly value: string | undefined;
  readonly instances: readonly Instance[];
}

/** Groups instances by a tag, the ones without it last; sorted within each group. */
export function grouped(
  instances: readonly Instance[],
  tag: string,
  sort: SortKey,
  descending = false,
): readonly Group[] {
  const order = orders[sort];
  const groups = new Map<string | undefined, Instance[]>();
  for (const instance of [...instances].sort(descending ? (one, other) => order(other, one) : order)) {
    const value = tag === '' ? undefined : tagOf(instance, tag);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [instance]);
    else group.push(instance);
  }
  return [...groups]
    .map(([value, members]) => ({ value, instances: members }))
    .sort((one, other) => {
      if (one.value === undefined || other.value === undefined) return one.value === undefined ? 1 : -1;
      return compare(one.value, other.value);
    });
}

type Order = (one: Instance, other: Instance) => number;

const { compare } = new Intl.Collator('en', { numeric: true });
const label = (instance: Instance): string => nameOf(instance) ?? `\uffff${instance.instance_id}`;
const byName: Order = (one, other) => compare(label(one), label(other)) || compare(one.instance_id, other.instance_id);
const stateOrder = ({ state }: Instance): number =>
  state === 'unknown' ? instanceStates.length : instanceStates.indexOf(state);

const orders: Readonly<Record<SortKey, Order>> = {
  name: byName,
  state: (one, other) => stateOrder(one) - stateOrder(other) || byName(one, other),
  type: (one, other) => compare(one.instance_type ?? '', other.instance_type ?? '') || byName(one, other),
  zone: (one, other) => compare(one.availability_zone ?? '', other.availability_zone ?? '') || byName(one, other),
  age: (one, other) => compare(other.launch_time ?? '', one.launch_time ?? '') || byName(one, other),
};

/** The keys of the tags that any of the instances carries, sorted. */
export function tagKeys(instances: Iterable<Instance>): readonly string[] {
  const keys = new Set<string>();
  for (const { tags } of instances) for (const key of Object.keys(tags)) keys.add(key);
  return [...keys].sort(compare);
}

/** The values that a tag has among the instances, sorted. */
export function tagValues(instances: Iterable<Instance>, key: string): readonly string[] {
  const values = new Set<string>();
  for (const instance of instances) {
    const value = tagOf(instance, key);
    if (value !== undefined) values.add(value);
  }
  return [...values].sort(compare);
}

/** How many instances are in each state. */
export function countStates(instances: Iterable<Instance>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of instances) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
