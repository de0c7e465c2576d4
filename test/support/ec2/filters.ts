import type { Filter } from '@aws-sdk/client-ec2';
import { Ec2Fault } from './fault';
import type { SimulatedInstance } from './instance';

/** The values of an instance that a filter looks at; undefined for a filter that EC2 does not have. */
function valuesOf(instance: SimulatedInstance, name: string): readonly (string | null | undefined)[] | undefined {
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return Object.hasOwn(instance.tags, key) ? [instance.tags[key]] : [];
  }
  switch (name) {
    case 'instance-id':
      return [instance.instanceId];
    case 'instance-state-name':
      return [instance.state];
    case 'instance-type':
      return [instance.instanceType];
    case 'tag-key':
      return Object.keys(instance.tags);
    case 'ip-address':
      return [instance.publicIp];
    case 'private-ip-address':
      return [instance.privateIp];
    case 'client-token':
      return [instance.clientToken];
    case 'network-interface.addresses.private-ip-address':
      return [instance.privateIp, ...instance.secondary.map((one) => one.privateIp)];
    case 'network-interface.addresses.association.public-ip':
      return [instance.publicIp, ...instance.secondary.map((one) => one.publicIp)];
    default:
      return undefined;
  }
}

/** Does the instance match all of the filters, and of each any value? Values are patterns: `*`, `?`, and `\` to escape. */
export function matchesFilters(instance: SimulatedInstance, filters: readonly Filter[]): boolean {
  return filters.every(({ Name = '', Values = [] }) => {
    const actual = valuesOf(instance, Name);
    if (actual === undefined) throw new Ec2Fault('InvalidParameterValue', `The filter '${Name}' is invalid`);
    return Values.some((pattern) => actual.some((value) => typeof value === 'string' && like(value, pattern)));
  });
}

/** @throws Ec2Fault when there are more filters, or values in them, than EC2 takes */
export function requireFilters(filters: readonly Filter[]): void {
  const values = filters.reduce((sum, { Values = [] }) => sum + Values.length, 0);
  if (values > 200) {
    throw new Ec2Fault('FilterLimitExceeded', 'The maximum number of filter values specified on a single call is 200');
  }
}

function like(value: string, pattern: string): boolean {
  const source = pattern.replace(/\\([\s\S])|([*?])|([^\\*?])/g, (_all, escaped, wildcard, plain) => {
    if (wildcard === '*') return '[\\s\\S]*';
    if (wildcard === '?') return '[\\s\\S]';
    return (escaped ?? plain).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source}$`).test(value);
}
