import type { ContractSubject } from './contract';
import { problemOf } from './problem-of';

const region = 'us-east-1';

/** What the port throws: always a `Problem`, and a refused call has changed nothing. */
export function contractOfErrors(subject: () => ContractSubject): void {
  const add = (spec: Parameters<ContractSubject['simulation']['addInstance']>[1]) =>
    subject().simulation.addInstance(region, spec).instanceId;

  test('a changing call with one bad id changes none of the others', async () => {
    const { ec2, simulation } = subject();
    const good = add({});

    const problem = await problemOf(ec2.stop([good, 'i-0123456789abcdef0'], {}));

    expect(problem).toMatchObject({
      code: 'instance_not_found',
      extras: { awsCode: 'InvalidInstanceID.NotFound', instanceId: 'i-0123456789abcdef0' },
    });
    expect(simulation.instance(good).state).toBe('running');
  });

  test.each([
    ['start', { state: 'stopping' }, 'incorrect_state'],
    ['start', { state: 'terminated' }, 'incorrect_state'],
    ['start', { state: 'stopped', rootVolume: false }, 'root_volume_missing'],
    ['stop', { state: 'pending' }, 'instance_busy'],
    ['stop', { state: 'shutting-down' }, 'incorrect_state'],
    ['stop', { stopProtected: true }, 'stop_protected'],
    ['stop', { spot: 'one-time' }, 'spot_not_stoppable'],
    ['reboot', { state: 'stopped' }, 'incorrect_state'],
    ['terminate', { terminationProtected: true }, 'termination_protected'],
  ] as const)('%s of %j is refused with %s', async (action, spec, code) => {
    const { ec2 } = subject();
    const id = add(spec);
    const call = action === 'stop' ? ec2.stop([id], {}) : ec2[action]([id]);

    expect(await problemOf(call)).toMatchObject({ code, extras: { instanceId: id } });
  });

  test('hibernating an instance that cannot is refused', async () => {
    const { ec2 } = subject();
    const id = add({});

    expect(await problemOf(ec2.stop([id], { hibernate: true }))).toMatchObject({ code: 'unsupported_operation' });
  });

  test('a damaged token of a page is an invalid cursor', async () => {
    const { ec2 } = subject();

    expect(await problemOf(ec2.find({ pageSize: 10, token: 'bm9uc2Vuc2U=' }))).toMatchObject({
      code: 'invalid_cursor',
    });
  });

  test('a role that may change tagged instances only is refused for an untagged one', async () => {
    const { ec2, simulation } = subject();
    simulation.world.requiredTag = { key: 'managed', value: 'true' };
    const tagged = add({ tags: { managed: 'true' } });
    const untagged = add({});

    const problem = await problemOf(ec2.terminate([tagged, untagged]));

    expect(problem).toMatchObject({ code: 'role_misconfigured', extras: { awsCode: 'UnauthorizedOperation' } });
    expect(problem.detail).not.toMatch(/encoded|c2VjcmV0/i);
    expect(simulation.instance(tagged).state).toBe('running');
    expect(await ec2.terminate([tagged])).toHaveLength(1);
  });

  test('a missing right is told by every operation', async () => {
    const { ec2, simulation } = subject();
    const [instance] = await ec2.describe([add({})]);
    if (instance === undefined) throw new Error('no instance');
    const calls = [
      () => ec2.describe([instance.instanceId]),
      () => ec2.find({ pageSize: 10 }),
      () => ec2.findByAddress('10.0.0.1'),
      () => ec2.start([instance.instanceId]),
      () => ec2.stop([instance.instanceId], {}),
      () => ec2.reboot([instance.instanceId]),
      () => ec2.terminate([instance.instanceId]),
      () => ec2.protection(instance),
    ];
    simulation.fail({ operation: '*', code: 'UnauthorizedOperation', times: 100 });

    for (const call of calls) expect(await problemOf(call())).toMatchObject({ code: 'role_misconfigured' });
  });

  test('refused credentials are whose they are', async () => {
    const { ec2, ec2Of, simulation } = subject();
    simulation.world.disabledRegions.add('me-south-1').add('us-east-1');
    simulation.world.refusedAccessKeys.add('AKIAREFUSED');
    const credentials = { accessKeyId: 'AKIAREFUSED', secretAccessKey: 'x' };

    const own = await problemOf(ec2.describe(['i-00000000']));
    const disabled = await problemOf(ec2Of('me-south-1').describe(['i-00000000']));
    const callers = await problemOf(ec2Of('eu-west-1', credentials).describe(['i-00000000']));

    expect([own.code, disabled.code, callers.code]).toEqual([
      'role_misconfigured',
      'region_not_enabled',
      'invalid_aws_credentials',
    ]);
  });

  test("calls go to the region, under the caller's key where there is one", async () => {
    const { ec2Of, simulation } = subject();
    const id = simulation.addInstance('eu-west-1').instanceId;
    const credentials = { accessKeyId: 'AKIACALLER', secretAccessKey: 'x', sessionToken: 'y' };

    expect(await ec2Of('us-east-1', credentials).describe([id])).toEqual([]);
    expect(await ec2Of('eu-west-1', credentials).describe([id])).toHaveLength(1);
    await ec2Of('eu-west-1').describe([id]);

    const seen = simulation.calls.map(({ region: of, accessKeyId }) => [of, accessKeyId === 'AKIACALLER']);
    expect(seen).toEqual([
      ['us-east-1', true],
      ['eu-west-1', true],
      ['eu-west-1', false],
    ]);
  });

  test.each([
    ['InsufficientInstanceCapacity', 'insufficient_capacity'],
    ['RequestLimitExceeded', 'aws_throttled'],
    ['InternalError', 'aws_unavailable'],
    ['Unavailable', 'aws_unavailable'],
    ['VcpuLimitExceeded', 'quota_exceeded'],
    ['SomethingNew', 'refused_by_ec2'],
    ['network:reset', 'aws_unreachable'],
    ['network:hang', 'aws_timeout'],
  ])('EC2 failing with %s is %s', async (code, expected) => {
    const { ec2, simulation } = subject();
    const id = add({ state: 'stopped' });
    simulation.fail({ operation: 'StartInstances', code, times: 10 });

    const problem = await problemOf(ec2.start([id]));

    expect(problem.code).toBe(expected);
    expect(simulation.instance(id).state).toBe('stopped');
  });
}
