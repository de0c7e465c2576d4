import type { Filter, InstanceStateChange, Reservation } from '@aws-sdk/client-ec2';
import { defined } from '../../../contract/defined';
import type { InstanceState } from '../../../contract/states';
import type { Instance } from '../../../lambda/domain/instance';
import type { CallerCredentials, Ec2, StateChange } from '../../../lambda/instances/ec2';
import { askerOf } from './asker';
import { domainInstance } from './domain-instance';
import type { Simulation } from './simulation';

/** The `Ec2` port over the simulation, without the SDK. */
export function twinPort(
  simulation: Simulation,
  deploymentRegion: string,
  region: string,
  credentials?: CallerCredentials,
): Ec2 {
  const ask = askerOf(simulation, deploymentRegion, region, credentials);
  const read = (answer: { readonly Reservations: readonly Reservation[] }): readonly Instance[] =>
    answer.Reservations.flatMap(({ Instances = [] }) =>
      Instances.map(({ InstanceId = '' }) => domainInstance(simulation.instance(InstanceId))),
    );
  const readAll = async (filters: Filter[]): Promise<readonly Instance[]> => {
    const all: Instance[] = [];
    let token: string | undefined;
    do {
      const page = { Filters: filters, ...defined({ NextToken: token }) };
      const answer: { readonly Reservations: Reservation[]; readonly NextToken?: string } = await ask(
        'DescribeInstances',
        (ec2) => ec2.DescribeInstances(page),
      );
      all.push(...read(answer));
      token = answer.NextToken;
    } while (token !== undefined);
    return all;
  };

  return {
    describe: async (ids) => {
      const found: Instance[] = [];
      for (let at = 0; at < ids.length; at += 200) {
        found.push(...(await readAll([{ Name: 'instance-id', Values: ids.slice(at, at + 200) }])));
      }
      return found;
    },
    find: async ({ tags = {}, states, pageSize, token }) => {
      const answer = await ask('DescribeInstances', (ec2) =>
        ec2.DescribeInstances({
          Filters: [
            ...tagFilters(tags),
            ...(states === undefined ? [] : [{ Name: 'instance-state-name', Values: [...states] }]),
          ],
          MaxResults: Math.min(1000, Math.max(5, pageSize)),
          ...defined({ NextToken: token }),
        }),
      );
      return { instances: read(answer), ...defined({ token: answer.NextToken }) };
    },
    findByAddress: async (address) => {
      const names = [
        'network-interface.addresses.association.public-ip',
        'network-interface.addresses.private-ip-address',
      ];
      const answers = await Promise.all(names.map((Name) => readAll([{ Name, Values: [address] }])));
      const living = answers.flat().filter(({ state }) => state !== 'terminated');
      return [...new Map(living.map((instance) => [instance.instanceId, instance])).values()];
    },
    start: async (ids) =>
      changes((await ask('StartInstances', (ec2) => ec2.StartInstances({ InstanceIds: [...ids] }))).StartingInstances),
    stop: async (ids, { force, hibernate }) => {
      const input = { InstanceIds: [...ids], ...(force && { Force: true }), ...(hibernate && { Hibernate: true }) };
      return changes((await ask('StopInstances', (ec2) => ec2.StopInstances(input))).StoppingInstances);
    },
    reboot: async (ids) => {
      await ask('RebootInstances', (ec2) => ec2.RebootInstances({ InstanceIds: [...ids] }));
      return [];
    },
    terminate: async (ids) => {
      const answer = await ask('TerminateInstances', (ec2) => ec2.TerminateInstances({ InstanceIds: [...ids] }));
      return changes(answer.TerminatingInstances);
    },
    tags: async (ids) => {
      const answer = await ask('DescribeTags', (ec2) =>
        ec2.DescribeTags({ Filters: [{ Name: 'resource-id', Values: [...ids] }] }),
      );
      const found = new Map<string, Record<string, string>>();
      for (const { ResourceId, Key, Value } of answer.Tags) {
        if (ids.includes(ResourceId)) found.set(ResourceId, { ...found.get(ResourceId), [Key]: Value });
      }
      return found;
    },
    persistentSpot: async (ids) => {
      const answer = await ask('DescribeSpotInstanceRequests', (ec2) =>
        ec2.DescribeSpotInstanceRequests({ Filters: [{ Name: 'instance-id', Values: [...ids] }] }),
      );
      return new Set(answer.SpotInstanceRequests.flatMap((one) => (one.Type === 'persistent' ? [one.InstanceId] : [])));
    },
    protection: async ({ instanceId, spot }) => {
      const about = { InstanceId: instanceId };
      const [stop, termination, requests] = await Promise.all([
        ask('DescribeInstanceAttribute', (ec2) =>
          ec2.DescribeInstanceAttribute({ ...about, Attribute: 'disableApiStop' }),
        ),
        ask('DescribeInstanceAttribute', (ec2) =>
          ec2.DescribeInstanceAttribute({ ...about, Attribute: 'disableApiTermination' }),
        ),
        spot
          ? ask('DescribeSpotInstanceRequests', (ec2) =>
              ec2.DescribeSpotInstanceRequests({ Filters: [{ Name: 'instance-id', Values: [instanceId] }] }),
            )
          : { SpotInstanceRequests: [] },
      ]);
      return {
        stop: stop.DisableApiStop?.Value ?? false,
        termination: termination.DisableApiTermination?.Value ?? false,
        oneTimeSpot: spot && !requests.SpotInstanceRequests.some(({ Type }) => Type === 'persistent'),
      };
    },
  };
}

function tagFilters(tags: Readonly<Record<string, string>>): Filter[] {
  return Object.entries(tags).map(([key, value]) => ({
    Name: `tag:${key}`,
    Values: [value.replace(/[\\*?]/g, '\\$&')],
  }));
}

function changes(answer: readonly InstanceStateChange[]): readonly StateChange[] {
  return answer.map(({ InstanceId = '', CurrentState }) => ({
    instanceId: InstanceId,
    current: CurrentState?.Name as InstanceState,
  }));
}
