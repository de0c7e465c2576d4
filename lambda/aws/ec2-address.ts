import { InstanceState } from '../../contract/states';
import type { Instance } from '../domain/instance';
import { Problem } from '../domain/problem';
import type { Ec2Instance } from './ec2-answers';
import { instanceFromEc2 } from './ec2-instance';
import { filter, readAll } from './ec2-read';
import type { Ec2Session } from './ec2-session';

/** Filters of an instance's own two addresses. */
const ownAddress = ['ip-address', 'private-ip-address'] as const;
/** Filters of all addresses of all its network interfaces, which emulators do not have. */
const anyAddress = [
  'network-interface.addresses.association.public-ip',
  'network-interface.addresses.private-ip-address',
] as const;

/**
 * Finds the instances with the IPv4 address on any network interface, public or private. Filters of one call must all
 * match, so each is a call of its own.
 */
export async function findByAddress(session: Ec2Session, address: string): Promise<readonly Instance[]> {
  const ask = (name: string) => readAll(session, { Filters: [filter(name, [address])] });
  const answers = await Promise.all([
    ...ownAddress.map(ask),
    ...anyAddress.map((name) => ask(name).catch(unknownFilter)),
  ]);
  const found = new Map<string, Instance>();
  for (const raw of answers.flat()) {
    const instance = instanceFromEc2(raw);
    if (instance === undefined || instance.state === InstanceState.terminated) continue;
    if (addressesOf(raw).includes(address)) found.set(instance.instanceId, instance);
  }
  return [...found.values()];
}

/**
 * moto and LocalStack answer a filter that they do not know with an internal error. That none is missed by passing over
 * it on AWS needs no more than the other two calls to succeed, which an EC2 in trouble would fail as well.
 */
function unknownFilter(error: unknown): readonly Ec2Instance[] {
  if (error instanceof Problem && ['aws_unavailable', 'aws_error', 'refused_by_ec2'].includes(error.code)) return [];
  throw error;
}

function addressesOf({ PublicIpAddress, PrivateIpAddress, NetworkInterfaces = [] }: Ec2Instance): readonly string[] {
  const attached = NetworkInterfaces.flatMap(({ PrivateIpAddresses = [], Association }) => [
    Association?.PublicIp,
    ...PrivateIpAddresses.flatMap((one) => [one.PrivateIpAddress, one.Association?.PublicIp]),
  ]);
  return [PublicIpAddress, PrivateIpAddress, ...attached].flatMap((address) => address ?? []);
}
