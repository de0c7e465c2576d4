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
      return [instance.launch?.ClientToken];
    case 'network-interface.addresses.private-ip-address':
      return [instance.privateIp, ...instance.secondary.map((one) => one.privateIp)];
    case 'network-interface.addresses.association.public-ip':
      return [instance.publicIp, ...instance.secondary.map((one) => one.publicIp)];
    default:
      return undefined;
  }
}

/**
 * Whether an instance matches all of the filters, and of each any value. Values are patterns: `*`, `?`, and `\` to escape.
 * @throws Ec2Fault when there are more values than EC2 takes, or a filter that it does not have
 */
export function matcherOf(filters: readonly Filter[]): (instance: SimulatedInstance) => boolean {
  if (filters.length > 50) {
    throw new Ec2Fault('FilterLimitExceeded', 'The maximum number of filters specified on a single call is 50');
  }
  if (filters.reduce((sum, { Values = [] }) => sum + Values.length, 0) > 200) {
    throw new Ec2Fault('FilterLimitExceeded', 'The maximum number of filter values specified on a single call is 200');
  }
  const tests = filters.map(({ Name = '', Values = [] }) => {
    // EC2 takes no longer value, and says nothing of it.
    const short = Values.filter((value) => value.length <= 255);
    const exact = new Set(short.filter((value) => !/[\\*?]/.test(value)));
    const patterns = short.filter((value) => !exact.has(value)).map(patternOf);
    return (instance: SimulatedInstance) => {
      const actual = valuesOf(instance, Name);
      if (actual === undefined) throw new Ec2Fault('InvalidParameterValue', `The filter '${Name}' is invalid`);
      return actual.some((value) => {
        if (typeof value !== 'string') return false;
        return exact.has(value) || patterns.some((pattern) => pattern.test(value));
      });
    };
  });
  return (instance) => tests.every((test) => test(instance));
}

function patternOf(value: string): RegExp {
  const source = value.replace(/\\([\s\S])|([*?])|([^\\*?])/g, (_all, escaped, wildcard, plain) => {
    if (wildcard === '*') return '[\\s\\S]*';
    if (wildcard === '?') return '[\\s\\S]';
    return (escaped ?? plain).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source}$`);
}
