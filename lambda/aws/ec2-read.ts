import {
  DescribeInstancesCommand,
  type DescribeInstancesRequest,
  type Instance as Ec2Instance,
  type Filter,
} from '@aws-sdk/client-ec2';
import { type InstanceState, instanceStates } from '../../contract/states';
import { type Instance, matches } from '../domain/instance';
import type { FindQuery, FoundPage } from '../instances/ec2';
import { instanceFromEc2 } from './ec2-instance';
import type { Ec2Session } from './ec2-session';

/** Ids in one Describe: EC2 takes at most 200 values in all filters of a call. */
const idsPerCall = 200;
/** Describes under way at a time: EC2 refills some 20 of them a second for a whole account. */
const concurrency = 5;
const pageSizes = { smallest: 5, largest: 1000 } as const;

/**
 * The instances that exist among `ids`. By filter, not by `InstanceIds`: an unknown id is then just absent instead of
 * failing the call.
 */
export async function describe(session: Ec2Session, ids: readonly string[]): Promise<readonly Instance[]> {
  const wanted = new Set(ids);
  const chunks = chunksOf([...wanted], idsPerCall);
  const found = new Map<string, Instance>();
  for (const group of chunksOf(chunks, concurrency)) {
    const answers = await Promise.all(
      group.map((chunk) => readAll(session, { Filters: [filter('instance-id', chunk)] })),
    );
    for (const instance of answers.flat().flatMap((raw) => instanceFromEc2(raw) ?? [])) {
      if (wanted.has(instance.instanceId)) found.set(instance.instanceId, instance);
    }
  }
  return [...found.values()];
}

/** One page of the instances that match the query. */
export async function find(session: Ec2Session, query: FindQuery): Promise<FoundPage> {
  const { tags = {}, states = instanceStates, pageSize, token } = query;
  const page = await readPage(session, {
    Filters: [...filtersOf(tags, query.states)],
    MaxResults: Math.min(pageSizes.largest, Math.max(pageSizes.smallest, pageSize)),
    ...(token === undefined ? {} : { NextToken: token }),
  });
  const instances = page.instances
    .flatMap((raw) => instanceFromEc2(raw) ?? [])
    .filter((instance) => states.includes(instance.state) && matches(instance, tags));
  return page.token === undefined ? { instances } : { instances, token: page.token };
}

/** Every instance that EC2 describes for a request. A page may be short or empty while more follow: only the token tells. */
export async function readAll(session: Ec2Session, request: DescribeInstancesRequest): Promise<readonly Ec2Instance[]> {
  const all: Ec2Instance[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(session, token === undefined ? request : { ...request, NextToken: token });
    all.push(...page.instances);
    token = page.token;
  } while (token !== undefined);
  return all;
}

async function readPage(session: Ec2Session, request: DescribeInstancesRequest) {
  const { Reservations = [], NextToken } = await session.ask('DescribeInstances', (client, options) =>
    client.send(new DescribeInstancesCommand(request), options),
  );
  const instances = Reservations.flatMap((reservation) => reservation.Instances ?? []);
  // Some endpoints send an empty token on the last page.
  return NextToken ? { instances, token: NextToken } : { instances, token: undefined };
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/**
 * EC2's filters for a query. They only narrow what is sent over the wire: the adapter applies the query again to what
 * comes back, because emulators ignore some filters, and because a filter's value is a pattern, not a text.
 */
export function filtersOf(
  tags: Readonly<Record<string, string>> = {},
  states: readonly InstanceState[] = [],
): readonly Filter[] {
  const byTags = Object.entries(tags).map(([key, value]) =>
    // An empty value cannot be written in a filter that every EC2 understands.
    value === '' ? filter('tag-key', [pattern(key)]) : filter(`tag:${key}`, [pattern(value)]),
  );
  return states.length === 0 ? byTags : [...byTags, filter('instance-state-name', states)];
}

/** One filter: the values are alternatives. */
export function filter(name: string, values: readonly string[]): Filter {
  return { Name: name, Values: [...values] };
}

/**
 * A pattern that matches at least the text. EC2 takes `*` and `?` for wildcards and `\` for their escape, and moto takes
 * `[` for a set; each becomes `?`, any one character, which all of them understand.
 */
function pattern(text: string): string {
  return text.replace(/[*?\\[\]]/g, '?');
}
