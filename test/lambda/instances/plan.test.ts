import fc from 'fast-check';
import type { ChangeAction } from '../../../contract/actions';
import type { Rules } from '../../../lambda/domain/guards';
import type { Outcome } from '../../../lambda/domain/outcome';
import type { StopOptions } from '../../../lambda/instances/ec2';
import { changeState } from '../../../lambda/instances/plan';
import { createSimulatedEc2, type SimulatedEc2 } from '../../support/ec2/twin';
import { instanceId } from '../../support/instances';

interface Ask {
  readonly action?: ChangeAction;
  readonly ids?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly options?: StopOptions;
  readonly dryRun?: boolean;
  readonly rules?: Rules;
}

function change(twin: SimulatedEc2, ask: Ask): Promise<readonly Outcome[]> {
  const { action = 'stop', ids = [], tags, options = {}, dryRun = false, rules = {} } = ask;
  return changeState(
    { ec2: twin.ec2, caller: {}, rules },
    { action, options, dryRun, selection: tags === undefined ? { kind: 'ids', ids } : { kind: 'tags', tags } },
  );
}

const said = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map(({ outcome, reason }) => (reason === undefined ? outcome : `${outcome} ${reason.code}`));

const changing = (twin: SimulatedEc2): number =>
  twin.calls.filter(({ operation }) => !operation.startsWith('Describe')).length;

test.each([
  [1, 2],
  [10, 2],
  [50, 2],
  [100, 3],
])('stopping %d instances takes %d EC2 calls', async (count, calls) => {
  const twin = createSimulatedEc2();
  const ids = Array.from({ length: count }, () => twin.add({ name: 'web' }));

  const outcomes = await change(twin, { ids });

  expect(outcomes.every(({ outcome }) => outcome === 'changed')).toBe(true);
  expect(twin.count()).toBe(calls);
});

test('outcomes come in the order asked for, each id once', async () => {
  const twin = createSimulatedEc2();
  const [a, b] = [twin.add(), twin.add({ state: 'stopped' })];

  const outcomes = await change(twin, { ids: [b, 'i-nonsense', a, b] });

  expect(outcomes.map((outcome) => outcome.instanceId)).toEqual([b, 'i-nonsense', a]);
  expect(said(outcomes)).toEqual(['unchanged', 'refused invalid_instance_id', 'changed']);
});

test('when no id is well-formed, EC2 is not asked at all', async () => {
  const twin = createSimulatedEc2();

  await change(twin, { ids: ['i-nonsense', 'vol-01234567'] });

  expect(twin.count()).toBe(0);
});

test('an instance that EC2 refuses is taken out by its name, and the others are changed', async () => {
  const twin = createSimulatedEc2();
  const ids = Array.from({ length: 50 }, (_, n) => twin.add({ name: 'web', stopProtected: n === 17 || n === 42 }));

  const outcomes = await change(twin, { ids });

  expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(48);
  expect(said([outcomes[17], outcomes[42]].flatMap((outcome) => outcome ?? []))).toEqual([
    'failed stop_protected',
    'failed stop_protected',
  ]);
  expect(twin.count()).toBe(4);
});

test('whatever instances of a batch EC2 refuses, exactly those fail and exactly the others change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), async (refused) => {
      const twin = createSimulatedEc2();
      const ids = refused.map((rootVolume) => twin.add({ state: 'stopped', rootVolume: !rootVolume }));

      const outcomes = await change(twin, { action: 'start', ids });

      expect(said(outcomes)).toEqual(refused.map((is) => (is ? 'failed root_volume_missing' : 'changed')));
      expect(ids.map((id) => twin.instance(id).state)).toEqual(refused.map((is) => (is ? 'stopped' : 'pending')));
    }),
    { numRuns: 30 },
  );
});

test('a failure that concerns the whole call is not split', async () => {
  const twin = createSimulatedEc2();
  const ids = Array.from({ length: 20 }, () => twin.add());
  twin.fail({ operation: 'StopInstances', code: 'RequestLimitExceeded', times: 99 });

  const outcomes = await change(twin, { ids });

  expect(new Set(said(outcomes))).toEqual(new Set(['failed aws_throttled']));
  expect(changing(twin)).toBe(1);
});

test('an instance that changed its state in between is looked at again, and the answer is what is true now', async () => {
  const twin = createSimulatedEc2();
  const id = twin.add({ state: 'stopped' });
  twin.fail({ operation: 'StartInstances', code: 'IncorrectInstanceState' });
  const { describe } = twin.ec2;
  let reads = 0;
  const racing = {
    ...twin.ec2,
    describe: async (ids: readonly string[]) => {
      reads += 1;
      if (reads === 2) twin.instance(id).state = 'stopping';
      return describe(ids);
    },
  };

  const outcomes = await changeState(
    { ec2: racing, caller: {}, rules: {} },
    { action: 'start', options: {}, dryRun: false, selection: { kind: 'ids', ids: [id] } },
  );

  expect(outcomes).toEqual([
    expect.objectContaining({
      outcome: 'failed',
      currentState: 'stopping',
      reason: expect.objectContaining({ code: 'instance_busy', awsCode: 'IncorrectInstanceState', retryable: true }),
    }),
  ]);
});

test('a hibernate falls back to a stop where the instance cannot, and says so', async () => {
  const twin = createSimulatedEc2();
  const [can, cannot] = [twin.add({ hibernation: true }), twin.add()];

  const outcomes = await change(twin, { ids: [can, cannot], options: { hibernate: true } });

  expect(outcomes.map(({ warning }) => warning !== undefined)).toEqual([false, true]);
  expect([can, cannot].map((id) => twin.instance(id).lastStop?.hibernate)).toEqual([true, false]);
});

describe('a selection by tags', () => {
  test('is about every instance that carries all of them and is not terminated', async () => {
    const twin = createSimulatedEc2();
    const wanted = twin.add({ tags: { Env: 'dev', Team: 'web' } });
    twin.add({ tags: { Env: 'dev' } });
    twin.add({ tags: { Env: 'dev', Team: 'web' }, state: 'terminated' });

    const outcomes = await change(twin, { tags: { Env: 'dev', Team: 'web' } });

    expect(outcomes.map((outcome) => outcome.instanceId)).toEqual([wanted]);
  });

  test('never leads beyond the tags of the caller', async () => {
    const twin = createSimulatedEc2();
    twin.add({ tags: { Team: 'db' } });

    const outcomes = await changeState(
      { ec2: twin.ec2, caller: { tags: { Team: 'web' } }, rules: {} },
      { action: 'stop', options: {}, dryRun: false, selection: { kind: 'tags', tags: { Team: 'db' } } },
    );

    expect(outcomes).toEqual([]);
    expect(changing(twin)).toBe(0);
  });
});

test('101 instances are refused before anything changes', async () => {
  const twin = createSimulatedEc2();
  const ids = Array.from({ length: 101 }, () => twin.add({ tags: { Env: 'dev' } }));

  await expect(change(twin, { ids })).rejects.toMatchObject({ code: 'too_many_instances' });
  await expect(change(twin, { tags: { Env: 'dev' } })).rejects.toMatchObject({ code: 'too_many_instances' });
  expect(changing(twin)).toBe(0);
});

describe('a dry run', () => {
  test('tells every outcome and changes nothing', async () => {
    const twin = createSimulatedEc2();
    const ids = [
      twin.add(),
      twin.add({ state: 'stopped' }),
      twin.add({ state: 'pending' }),
      twin.add({ stopProtected: true }),
      twin.add({ spot: 'one-time' }),
      instanceId(0xdead),
    ];

    const outcomes = await change(twin, { ids, dryRun: true });

    expect(said(outcomes)).toEqual([
      'changed',
      'unchanged',
      'refused instance_busy',
      'failed stop_protected',
      'failed spot_not_stoppable',
      'refused instance_not_found',
    ]);
    expect(outcomes[0]).toMatchObject({ previousState: 'running', currentState: 'stopping' });
    expect(changing(twin)).toBe(0);
  });

  test('of a delete tells of termination protection', async () => {
    const twin = createSimulatedEc2();

    const outcomes = await change(twin, {
      action: 'delete',
      ids: [twin.add({ terminationProtected: true })],
      dryRun: true,
    });

    expect(said(outcomes)).toEqual(['failed termination_protected']);
  });
});
