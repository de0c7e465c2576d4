import type { ChangeAction } from '../../../../contract/actions';
import { defined } from '../../../../contract/defined';
import { ec2Endpoints, ec2Over } from '../../../../lambda/aws/ec2';
import { connectionPool } from '../../../../lambda/aws/ec2-client';
import { deadlineIn } from '../../../../lambda/domain/deadline';
import type { Rules } from '../../../../lambda/domain/guards';
import type { StopOptions } from '../../../../lambda/instances/ec2';
import { changeState } from '../../../../lambda/instances/plan';
import type { InstanceSpec } from '../../../support/ec2/add';
import { inThisRealm } from '../../../support/ec2/realm';
import { type ServedEc2, serveSimulatedEc2 } from '../../../support/ec2/server';

/** Changes through the real adapter, over HTTP, of an EC2 that is slow, silent or answers nonsense. */

const region = 'us-east-1';
let served: ServedEc2;

beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAFUNCTION', AWS_SECRET_ACCESS_KEY: 'secret' });
});
beforeEach(async () => {
  served = await serveSimulatedEc2({ delays: { stopping: 60_000, pending: 60_000, shuttingDown: 60_000 } });
});
afterEach(() => served.close());

interface Ask {
  readonly options?: StopOptions;
  readonly dryRun?: boolean;
  readonly rules?: Rules;
  /** Milliseconds. */
  readonly within?: number;
  readonly onIntent?: () => void;
}

const add = (spec: InstanceSpec = {}) => served.simulation.addInstance(region, { name: 'web', ...spec }).instanceId;
const calls = (operation?: string) =>
  served.simulation.calls.filter((call) => operation === undefined || call.operation === operation).length;

async function change(action: ChangeAction, ids: readonly string[], ask: Ask = {}) {
  const { options = {}, dryRun = false, rules = {}, within = 20_000, onIntent } = ask;
  const pool = inThisRealm(connectionPool({ connection: 1_000, request: 11_000 }));
  const endpoint = ec2Endpoints({ deploymentRegion: region, endpoint: served.url, pool })(region);
  const begun = Date.now();
  const outcomes = await changeState(
    {
      ec2: ec2Over(endpoint, { deadline: deadlineIn(within, Date.now) }),
      caller: {},
      rules,
      ...defined({ onIntent }),
    },
    { action, options, dryRun, selection: { kind: 'ids', ids } },
  );
  const said = outcomes.map(({ outcome, reason }) => [outcome, reason?.code].filter(Boolean).join(' '));
  return { outcomes, said, milliseconds: Date.now() - begun };
}

describe('within the deadline', () => {
  test.each(['network:hang', 'network:trickle'])(
    'a stop whose answer is lost (%s) is told by another look',
    async (code) => {
      const id = add();
      served.simulation.fail({ operation: 'StopInstances', code, acts: true });

      const { said, milliseconds } = await change('stop', [id], { within: 4_000 });

      expect(said).toEqual(['changed']);
      expect(milliseconds).toBeLessThan(4_000);
    },
  );

  test('what stays unclear has failed with aws_timeout, retryable, and never changed', async () => {
    const id = add();
    served.simulation.fail({ operation: 'StopInstances', code: 'network:hang' });

    const { outcomes, milliseconds } = await change('stop', [id], { within: 4_000 });

    expect(outcomes).toMatchObject([{ outcome: 'failed', reason: { code: 'aws_timeout', retryable: true } }]);
    expect(milliseconds).toBeLessThan(4_500);
  });

  test('when the time is up each instance has an outcome, and nothing more is begun', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => add({ stopProtected: n % 2 === 0 }));
    served.simulation.slow('StopInstances', 400);

    const { said, milliseconds } = await change('stop', ids, { within: 5_000 });
    const asked = calls('StopInstances');
    await new Promise((resolve) => setTimeout(resolve, 600));

    expect(milliseconds).toBeLessThan(5_500);
    expect(said).toHaveLength(20);
    expect(new Set(said)).toEqual(new Set(['failed stop_protected', 'failed aws_timeout']));
    expect(calls('StopInstances')).toBe(asked);
  });

  test('a dry run says of which instances the protection could not be looked up', async () => {
    const ids = Array.from({ length: 30 }, () => add());
    served.simulation.slow('DescribeInstanceAttribute', 700);

    const { outcomes, said, milliseconds } = await change('stop', ids, { within: 2_000, dryRun: true });

    expect(milliseconds).toBeLessThan(2_500);
    expect(new Set(said)).toEqual(new Set(['changed']));
    expect(outcomes.at(-1)?.warning).toMatch(/could not be looked up in time/);
    expect(outcomes[0]?.warning).toBeUndefined();
  });

  test('pages without end are given up', async () => {
    served.simulation.world.paging = 'endless';

    await expect(change('stop', [add()])).rejects.toMatchObject({ code: 'aws_error' });
    expect(calls()).toBe(50);
  });
});

describe('from a rejected call the instances that EC2 names are taken out', () => {
  test.each([
    [1, 50, 3],
    [10, 50, 12],
    [25, 100, 29],
  ])('%i protected of %i take at most %i EC2 calls', async (bad, all, most) => {
    const ids = Array.from({ length: all }, (_, n) => add({ stopProtected: n < bad }));

    const { said } = await change('stop', ids);

    expect(said.filter((one) => one === 'changed')).toHaveLength(all - bad);
    expect(said.filter((one) => one === 'failed stop_protected')).toHaveLength(bad);
    expect(calls()).toBeLessThanOrEqual(most);
  });
});

describe('an answer that does not prove that nothing happened', () => {
  const stop = { operation: 'StopInstances', times: 3 };

  test.each([
    ['500', { code: 'InternalError' }],
    ['503', { code: 'Unavailable' }],
    ['a closed connection', { code: 'network:reset' }],
    ['the page of a proxy', { code: 'body', body: '<html><body>It works!</body></html>' }],
    ['an error document with status 200', { code: 'body', body: '<Response><Errors/></Response>' }],
    ['nothing', { code: 'body', body: '' }],
    ['the answer to another operation', { code: 'body', body: '<StartInstancesResponse/>' }],
  ])('(%s) is looked at again: what EC2 has done counts', async (_what, fault) => {
    const id = add();
    served.simulation.fail({ ...stop, ...fault, acts: true });

    expect((await change('stop', [id])).said).toEqual(['changed']);
  });

  test.each([
    ['500', { code: 'InternalError' }, 'aws_unavailable'],
    ['a closed connection', { code: 'network:reset' }, 'aws_timeout'],
    ['the page of a proxy', { code: 'body', body: '<html/>' }, 'aws_error'],
  ])('(%s) is no success where EC2 has done nothing', async (_what, fault, code) => {
    const id = add();
    served.simulation.fail({ ...stop, ...fault });

    expect((await change('stop', [id])).said).toEqual([`failed ${code}`]);
  });

  test('is looked at once more when the look itself has no answer', async () => {
    const id = add();
    served.simulation.fail({ ...stop, code: 'InternalError', acts: true });
    const onIntent = () => served.simulation.fail({ operation: 'DescribeInstances', code: 'body', body: '<html/>' });

    expect((await change('stop', [id], { onIntent })).said).toEqual(['changed']);
  });

  test.each(['<html/>', '', '<DescribeInstancesResponse/>', '<Response><Errors/></Response>'])(
    'of a Describe (%j) is not "no such instance"',
    async (body) => {
      const id = add();
      served.simulation.fail({ operation: 'DescribeInstances', code: 'body', body, times: 9 });

      await expect(change('stop', [id])).rejects.toMatchObject({ code: 'aws_error' });
    },
  );

  test('only the instances that EC2 names have changed', async () => {
    const ids = [add(), add()];
    const item = `<item><instanceId>${ids[0]}</instanceId><currentState><name>stopping</name></currentState></item>`;
    const body = `<StopInstancesResponse><instancesSet>${item}</instancesSet></StopInstancesResponse>`;
    served.simulation.fail({ operation: 'StopInstances', code: 'body', body });

    expect((await change('stop', ids)).said).toEqual(['changed', 'failed aws_error']);
  });

  test.each([
    ['network:reset', 'failed aws_timeout'],
    ['InternalError', 'failed aws_unavailable'],
  ])('to a reboot (%s) never brings about a second one', async (code, said) => {
    const id = add();
    served.simulation.fail({ operation: 'RebootInstances', code, acts: true, times: 3 });

    expect((await change('reboot', [id])).said).toEqual([said]);
    expect(served.simulation.instance(id).reboots).toBe(1);
  });
});

describe('tags that a Describe leaves out', () => {
  const hidden = { tagsHidden: true } as const;

  test.each([false, true])(
    'are asked for before a guard lets an instance through (filters ignored: %s)',
    async (ignored) => {
      served.simulation.world.filtersIgnored = ignored;
      add({ tags: { 'aws:autoscaling:groupName': 'other' } });
      const member = add({ ...hidden, tags: { 'aws:autoscaling:groupName': 'fleet' } });
      const bare = served.simulation.addInstance(region).instanceId;

      expect((await change('stop', [member, bare])).said).toEqual(['refused asg_managed', 'changed']);
      expect(calls('DescribeTags')).toBe(1);
    },
  );

  test('are asked for before an instance is said to lack the guard tag', async () => {
    const rules = { guardTag: { key: 'managed', value: 'true' } };
    const [guarded, other] = [add({ ...hidden, tags: { managed: 'true' } }), add()];

    expect((await change('stop', [guarded, other], { rules })).said).toEqual([
      'changed',
      'refused instance_not_allowed',
    ]);
  });

  test('that cannot be asked for hold the change back', async () => {
    const id = add(hidden);
    served.simulation.fail({ operation: 'DescribeTags', code: 'UnauthorizedOperation' });

    expect((await change('stop', [id])).said).toEqual(['refused role_misconfigured']);
    expect(calls('StopInstances')).toBe(0);
  });

  test('cost nothing where a Describe shows any', async () => {
    await change('stop', [add()]);

    expect(calls()).toBe(2);
  });
});

describe('what EC2 can do and a Describe does not show', () => {
  test('a hibernation that EC2 refuses falls back to a stop, and says so', async () => {
    const ids = [add({ hibernation: true }), add({ hibernation: true })];
    served.simulation.fail({
      operation: 'StopInstances',
      code: 'UnsupportedHibernationConfiguration',
      message: `The instance '${ids[0]}' was not launched with hibernation enabled.`,
    });

    const { outcomes, said } = await change('stop', ids, { options: { hibernate: true } });

    expect(said).toEqual(['changed', 'changed']);
    expect(outcomes.map(({ warning }) => warning !== undefined)).toEqual([true, false]);
    expect(ids.map((id) => served.simulation.instance(id).lastStop?.hibernate)).toEqual([false, true]);
  });

  test('a forced stop reaches an instance that is stuck in stopping', async () => {
    const id = add({ state: 'stopping' });

    expect((await change('stop', [id])).said).toEqual(['unchanged']);
    expect((await change('stop', [id], { options: { force: true } })).outcomes).toMatchObject([
      { outcome: 'changed', previousState: 'stopping', currentState: 'stopping' },
    ]);
    expect(served.simulation.instance(id).lastStop).toEqual({ force: true, hibernate: false });
  });

  test('a persistent Spot request launches another instance, which the outcome says', async () => {
    const ids = [add({ spot: 'persistent' }), add({ spot: 'one-time' }), add()];

    const { outcomes } = await change('delete', ids);

    expect(outcomes.map(({ warning }) => warning?.includes('EC2 launches another') ?? false)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('an instance in a state without a name here is left alone, with what EC2 calls it', async () => {
    const id = add({ stateName: 'suspended' });

    const { outcomes } = await change('stop', [id]);

    expect(outcomes).toMatchObject([
      { outcome: 'refused', currentState: 'unknown', reason: { code: 'incorrect_state' } },
    ]);
    expect(outcomes[0]?.reason?.detail).toContain('EC2 calls it "suspended"');
  });
});

test('what is intended is told before EC2 is asked', async () => {
  const id = add();
  let before: number | undefined;

  await change('stop', [id], { onIntent: () => (before = calls('StopInstances')) });

  expect([before, calls('StopInstances')]).toEqual([0, 1]);
});
