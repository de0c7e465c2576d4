import { DescribeInstancesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { ec2Endpoints, ec2Over } from '../../../lambda/aws/ec2';

/** Emulators' ways of answering, which no simulation of the real EC2 shows. */

const ec2 = ec2Over(ec2Endpoints({ deploymentRegion: 'us-east-1' })('us-east-1'));
const mock = mockClient(EC2Client);

const instance = (n: number, more: Partial<Instance> = {}): Instance => ({
  InstanceId: `i-${String(n).padStart(8, '0')}`,
  State: { Name: 'running' },
  PublicIpAddress: `203.0.113.${n}`,
  PrivateIpAddress: `10.0.0.${n}`,
  Tags: [{ Key: 'Env', Value: n === 1 ? 'dev' : 'prod' }],
  ...more,
});
const everything = {
  Reservations: [
    { Instances: [instance(1), instance(2)] },
    { Instances: [instance(3, { State: { Name: 'terminated' } }), instance(4, { State: { Name: 'stopped' } })] },
  ],
};
const idsOf = (instances: readonly { readonly instanceId: string }[]) =>
  instances.map(({ instanceId }) => Number(instanceId.slice(2)));

beforeEach(() => mock.reset());

describe('an EC2 that ignores filters', () => {
  beforeEach(() => mock.on(DescribeInstancesCommand).resolves(everything));

  test('gives no instance that was not asked for by id', async () => {
    expect(idsOf(await ec2.describe(['i-00000002', 'i-00000009']))).toEqual([2]);
  });

  test('gives no instance with other tags or in another state', async () => {
    expect(idsOf((await ec2.find({ tags: { Env: 'dev' }, pageSize: 10 })).instances)).toEqual([1]);
    expect(idsOf((await ec2.find({ states: ['stopped'], pageSize: 10 })).instances)).toEqual([4]);
  });

  test('gives no instance with another address, and no terminated one', async () => {
    expect(idsOf(await ec2.findByAddress('203.0.113.2'))).toEqual([2]);
    expect(idsOf(await ec2.findByAddress('10.0.0.2'))).toEqual([2]);
    expect(idsOf(await ec2.findByAddress('10.0.0.3'))).toEqual([]);
  });
});

describe('an EC2 that fails for filters which it does not know', () => {
  const failure = (name: string, httpStatusCode: number) =>
    Object.assign(new Error('not implemented'), { name, $fault: 'server', $metadata: { httpStatusCode } });
  const byFilter = (name: string) => (input: { Filters?: { Name?: string }[] }) =>
    input.Filters?.some((filter) => filter.Name?.startsWith(name)) ?? false;

  test("still finds by an instance's own addresses", async () => {
    mock.on(DescribeInstancesCommand).callsFake((input) => {
      if (byFilter('network-interface')(input)) throw failure('InternalFailure', 500);
      return everything;
    });

    expect(idsOf(await ec2.findByAddress('10.0.0.2'))).toEqual([2]);
  });

  test('is not taken for one without instances when it fails for the others too', async () => {
    mock.on(DescribeInstancesCommand).rejects(failure('InternalFailure', 500));

    await expect(ec2.findByAddress('10.0.0.2')).rejects.toMatchObject({ code: 'aws_unavailable' });
  });

  test('a refusal of those filters alone is told', async () => {
    mock.on(DescribeInstancesCommand).callsFake((input) => {
      if (byFilter('network-interface')(input)) throw failure('UnauthorizedOperation', 403);
      return everything;
    });

    await expect(ec2.findByAddress('10.0.0.2')).rejects.toMatchObject({ code: 'role_misconfigured' });
  });
});

describe('pages', () => {
  test('an empty token ends them', async () => {
    mock.on(DescribeInstancesCommand).resolves({ ...everything, NextToken: '' });

    expect(await ec2.find({ pageSize: 10 })).not.toHaveProperty('token');
    expect(idsOf(await ec2.describe(['i-00000001']))).toEqual([1]);
  });

  test.each([
    ['nothing', {}],
    ['a reservation without instances', { Reservations: [{ ReservationId: 'r-1' }] }],
    ['an instance without an id', { Reservations: [{ Instances: [{ State: { Name: 'running' as const } }] }] }],
  ])('an answer with %s is none of EC2, and not an empty list', async (_what, answer) => {
    mock.on(DescribeInstancesCommand).resolves(answer);

    await expect(ec2.find({ pageSize: 10 })).rejects.toMatchObject({ code: 'aws_error' });
  });

  test('that never end are given up', async () => {
    let page = 0;
    mock.on(DescribeInstancesCommand).callsFake(() => {
      page += 1;
      return { Reservations: [], NextToken: String(page) };
    });

    await expect(ec2.describe(['i-00000001'])).rejects.toMatchObject({ code: 'aws_error' });
    expect(page).toBe(50);
  });
});

describe('filters that EC2 is sent', () => {
  beforeEach(() => mock.on(DescribeInstancesCommand).resolves({ Reservations: [] }));
  const sent = () => mock.commandCalls(DescribeInstancesCommand).map((call) => call.args[0].input);

  test('narrow by tags and states, in values that mean the same everywhere', async () => {
    await ec2.find({
      tags: { Env: 'a*b?c\\[d]', Empty: '', Plain: 'x y' },
      states: ['running', 'stopped'],
      pageSize: 7,
    });

    expect(sent()).toEqual([
      {
        Filters: [
          { Name: 'tag:Env', Values: ['a?b?c??d?'] },
          { Name: 'tag-key', Values: ['Empty'] },
          { Name: 'tag:Plain', Values: ['x y'] },
          { Name: 'instance-state-name', Values: ['running', 'stopped'] },
        ],
        MaxResults: 7,
      },
    ]);
  });

  test('are few and short: what they do not say is checked here', async () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`key${n}`, n === 0 ? 'v'.repeat(256) : 'v']));
    const all = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    mock.on(DescribeInstancesCommand).resolves({
      Reservations: [{ Instances: [instance(1, { Tags: all }), instance(2, { Tags: all.slice(1) })] }],
    });

    const { instances } = await ec2.find({ tags, states: ['running'], pageSize: 10 });

    const filters = sent()[0]?.Filters ?? [];
    expect(filters).toHaveLength(11);
    expect(filters.flatMap(({ Values = [] }) => Values).every((value) => value.length <= 200)).toBe(true);
    expect(idsOf(instances)).toEqual([1]);
  });

  test('leave out the states where one has no name in EC2', async () => {
    await ec2.find({ states: ['running', 'unknown'], pageSize: 10 });

    expect(sent()[0]?.Filters).toEqual([]);
  });

  test('ask for no smaller and no larger page than EC2 has', async () => {
    await ec2.find({ pageSize: 1 });
    await ec2.find({ pageSize: 100_000, token: 'next' });

    expect(sent()).toEqual([
      { Filters: [], MaxResults: 5 },
      { Filters: [], MaxResults: 1000, NextToken: 'next' },
    ]);
  });

  test('name at most 200 ids a call, each once', async () => {
    const ids = Array.from({ length: 401 }, (_, n) => `i-${String(n).padStart(8, '0')}`);

    await ec2.describe([...ids, ...ids]);

    expect(sent().map((input) => input.Filters?.[0]?.Values?.length)).toEqual([200, 200, 1]);
  });
});
