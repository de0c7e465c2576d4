import { DescribeInstancesCommand, type DescribeInstancesRequest, type Filter } from '@aws-sdk/client-ec2';
import { defined } from '../../contract/defined';
import { type InstanceState, instanceStates, unknownState } from '../../contract/states';
import { inBatches } from '../domain/batches';
import { type Instance, matches } from '../domain/instance';
import type { FindQuery, FoundPage } from '../instances/ec2';
import type { Ec2Answer, Ec2Instance } from './ec2-answers';
import { instanceFromEc2 } from './ec2-instance';
import { foreignAnswer } from './ec2-problems';
import type { Ec2Session } from './ec2-session';

/** Ids in one Describe: EC2 takes at most 200 values in all filters of a call. */
const idsPerCall = 200;
/** Describes under way at a time: EC2 refills some 20 of them a second for a whole account. */
const concurrency = 5;
/** Pages of an answer about 200 instances at most, or about one address: more come from something that is no EC2. */
const mostPages = 50;
const pageSizes = { smallest: 5, largest: 1000 } as const;

/**
 * Reads the instances that exist among `ids`, by filter and not by `InstanceIds`: so an unknown id is absent and does
 * not fail the call.
 */
export async function describe(session: Ec2Session, ids: readonly string[]): Promise<readonly Instance[]> {
  const wanted = new Set(ids);
  const chunks = inBatches([...wanted], idsPerCall);
  const found = new Map<string, Instance>();
  for (const group of inBatches(chunks, concurrency)) {
    const answers = await Promise.all(
      group.map((chunk) => readAll(session, { Filters: [filter('instance-id', chunk)] })),
    );
    for (const instance of answers.flat().flatMap((raw) => instanceFromEc2(raw) ?? [])) {
      if (wanted.has(instance.instanceId)) found.set(instance.instanceId, instance);
    }
  }
  return [...found.values()];
}

/** Reads one page of the instances that match the query. */
export async function find(session: Ec2Session, query: FindQuery): Promise<FoundPage> {
  const { tags = {}, states, pageSize, token } = query;
  const page = await readPage(session, {
    Filters: [...filtersOf(tags, query.states)],
    MaxResults: Math.min(pageSizes.largest, Math.max(pageSizes.smallest, pageSize)),
    ...defined({ NextToken: token }),
  });
  const instances = page.instances
    .flatMap((raw) => instanceFromEc2(raw) ?? [])
    .filter((instance) => (states?.includes(instance.state) ?? true) && matches(instance, tags));
  return page.token === undefined ? { instances } : { instances, token: page.token };
}

/**
 * Reads every instance that EC2 describes for a request. A page may be short or empty while more follow: only the token
 * tells.
 */
export async function readAll(session: Ec2Session, request: DescribeInstancesRequest): Promise<readonly Ec2Instance[]> {
  const all: Ec2Instance[] = [];
  let token: string | undefined;
  for (let read = 0; read < mostPages; read += 1) {
    const page = await readPage(session, token === undefined ? request : { ...request, NextToken: token });
    all.push(...page.instances);
    token = page.token;
    if (token === undefined) return all;
  }
  throw foreignAnswer('DescribeInstances');
}

async function readPage(session: Ec2Session, request: DescribeInstancesRequest) {
  const { Reservations, NextToken } = await session.ask('DescribeInstances', (client, options) =>
    client.send(new DescribeInstancesCommand(request), options),
  );
  const instances = instancesIn(Reservations);
  if (instances === undefined) throw foreignAnswer('DescribeInstances');
  // Some endpoints send an empty token on the last page.
  return NextToken ? { instances, token: NextToken } : { instances, token: undefined };
}

/**
 * Collects the instances of an answer's reservations.
 * @returns undefined for what has not the shape of EC2's answer: no list, or an instance without an id
 */
function instancesIn(reservations: Ec2Answer<'DescribeInstances'>['Reservations']): readonly Ec2Instance[] | undefined {
  const lists = reservations?.map(({ Instances }) => Instances);
  if (lists === undefined || lists.includes(undefined)) return undefined;
  const instances = lists.flatMap((list) => list ?? []);
  return instances.every(({ InstanceId }) => InstanceId) ? instances : undefined;
}

/** Filters in one call, of 50 that EC2 takes, and characters in the value of one, of 255. */
const fewFilters = 10;
const shortValue = 200;

/**
 * Makes EC2's filters for a query, few and short ones. They only narrow what is sent over the wire: the adapter applies
 * the query again to what comes back, because emulators ignore some filters, because EC2 finds nothing by a value that
 * is too long, and because a filter's value is a pattern, not a text.
 */
export function filtersOf(
  tags: Readonly<Record<string, string>> = {},
  states: readonly InstanceState[] = [],
): readonly Filter[] {
  const byTags = Object.entries(tags)
    .filter(([key, value]) => key.length + value.length <= shortValue)
    .slice(0, fewFilters)
    .map(([key, value]) =>
      // An empty value cannot be written in a filter that every EC2 understands.
      value === '' ? filter('tag-key', [pattern(key)]) : filter(`tag:${key}`, [pattern(value)]),
    );
  const narrows = states.length > 0 && states.length < instanceStates.length && !states.includes(unknownState);
  return narrows ? [...byTags, filter('instance-state-name', states)] : byTags;
}

/** Makes one filter, whose values are alternatives. */
export function filter(name: string, values: readonly string[]): Filter {
  return { Name: name, Values: [...values] };
}

/**
 * Makes a pattern that matches at least the text. EC2 takes `*` and `?` for wildcards and `\` for their escape, and
 * moto takes `[` for a set; each becomes `?`, any one character, which all of them understand.
 */
function pattern(text: string): string {
  return text.replace(/[*?\\[\]]/g, '?');
}
