import { api } from './api';
import { ManualClock } from './clock';
import { usualDelays } from './instance';
import { Simulation } from './simulation';
import type { SimulationOptions } from './simulation-options';

/** Ways of the real EC2 that the port does not show. */

const region = 'us-east-1';

function world(options: SimulationOptions = {}) {
  const clock = new ManualClock();
  const simulation = new Simulation({ clock, ...options });
  return { clock, simulation, ec2: api(simulation, { region }) };
}

test.each([
  [{ InstanceIds: ['i-0a1b2c3d'], MaxResults: 5 }, 'InvalidParameterCombination'],
  [{ MaxResults: 4 }, 'InvalidParameterValue'],
  [{ MaxResults: 1001 }, 'InvalidParameterValue'],
  [{ NextToken: 'damaged' }, 'InvalidPaginationToken'],
  [{ InstanceIds: ['i-1'] }, 'InvalidInstanceID.Malformed'],
  [{ InstanceIds: ['i-0a1b2c3d', 'i-0a1b2c3e'] }, 'InvalidInstanceID.NotFound'],
  [{ Filters: [{ Name: 'color', Values: ['red'] }] }, 'InvalidParameterValue'],
  [{ Filters: [{ Name: 'instance-id', Values: Array(201).fill('i-0a1b2c3d') }] }, 'FilterLimitExceeded'],
  [{ DryRun: true }, 'DryRunOperation'],
])('DescribeInstances refuses %j', (input, code) => {
  const { simulation, ec2 } = world();
  simulation.addInstance(region);

  expect(() => ec2.DescribeInstances(input)).toThrow(expect.objectContaining({ code }));
});

test('filters take patterns, as the real ones do', () => {
  const { simulation, ec2 } = world();
  for (const Env of ['dev', 'dev1', 'd*v']) simulation.addInstance(region, { tags: { Env } });
  const count = (value: string) =>
    ec2.DescribeInstances({ Filters: [{ Name: 'tag:Env', Values: [value] }] }).Reservations.length;

  expect([count('dev'), count('d*v'), count('dev?'), count('d\\*v'), count('DEV')]).toEqual([1, 2, 1, 1, 0]);
});

test('termination protection holds its Availability Zone, while the others are terminated', () => {
  const { simulation, ec2 } = world();
  const [a, b] = simulation.world.subnets.map(({ subnetId }) => subnetId);
  const spec = (subnetId: string | undefined) => (subnetId === undefined ? {} : { subnetId });
  const guarded = simulation.addInstance(region, { ...spec(a), terminationProtected: true });
  const beside = simulation.addInstance(region, spec(a));
  const elsewhere = simulation.addInstance(region, spec(b));
  const ids = [guarded, beside, elsewhere].map((instance) => instance.instanceId);

  expect(() => ec2.TerminateInstances({ InstanceIds: ids })).toThrow(
    expect.objectContaining({ code: 'OperationNotPermitted' }),
  );

  expect([guarded.state, beside.state, elsewhere.state]).toEqual(['running', 'running', 'shutting-down']);
});

test('a stopped instance is terminated at once', () => {
  const { simulation, ec2 } = world();
  const { instanceId } = simulation.addInstance(region, { state: 'stopped' });

  ec2.TerminateInstances({ InstanceIds: [instanceId] });

  expect(simulation.instance(instanceId).state).toBe('terminated');
});

test('instances beyond the quota do not start', () => {
  const { simulation, ec2 } = world({ quota: 1 });
  const ids = [1, 2].map(() => simulation.addInstance(region, { state: 'stopped' }).instanceId);

  expect(() => ec2.StartInstances({ InstanceIds: ids })).toThrow(
    expect.objectContaining({ code: 'VcpuLimitExceeded' }),
  );
  expect(ec2.StartInstances({ InstanceIds: ids.slice(1) }).StartingInstances).toHaveLength(1);
});

test.each([
  ['pending', usualDelays.pending, 'running'],
  ['stopping', usualDelays.stopping, 'stopped'],
  ['shutting-down', usualDelays.shuttingDown, 'terminated'],
] as const)('an instance put in %s gets on its way', (state, delay, then) => {
  const { clock, simulation } = world();
  const { instanceId } = simulation.addInstance(region, { state });

  clock.advance(delay - 1);
  expect(simulation.instance(instanceId).state).toBe(state);
  clock.advance(1);
  expect(simulation.instance(instanceId).state).toBe(then);
});

test('errors are struck in the order in which they were scripted, each for what it is about', () => {
  const { simulation, ec2 } = world();
  const [one, two] = [simulation.addInstance(region), simulation.addInstance(region)].map(
    ({ instanceId }) => instanceId,
  );
  const stop = (id = '') => ec2.StopInstances({ InstanceIds: [id] });
  simulation.fail({ operation: 'StopInstances', code: 'InternalError', instanceId: one ?? '' });
  simulation.fail({ operation: '*', code: 'Odd', message: 'Something odd', status: 418 });

  expect(() => stop(one)).toThrow(expect.objectContaining({ code: 'InternalError', status: 500 }));
  expect(() => stop(two)).toThrow(expect.objectContaining({ code: 'Odd', message: 'Something odd', status: 418 }));
  expect(stop(two).StoppingInstances).toHaveLength(1);
  expect(simulation.calls.map(({ operation, instanceIds, error }) => [operation, instanceIds, error])).toEqual([
    ['StopInstances', [one], 'InternalError'],
    ['StopInstances', [two], 'Odd'],
    ['StopInstances', [two], undefined],
  ]);
});
