import type { Clock } from './clock';
import { type ControlCommand, controlCommand } from './control-command';
import { domainInstance } from './domain-instance';
import { type SimulatedInstance, settle } from './instance';
import type { Simulation } from './simulation';

/** A clock that can be put forward. */
export interface MovableClock extends Clock {
  advance(milliseconds: number): void;
}

/**
 * Carries out a command of a test in another process (`ControlCommand` as JSON; nothing at all just looks).
 * @returns the simulation's time, its instances and what it was asked; or 400 with what is wrong in the command
 */
export function control(
  simulation: Simulation,
  clock: MovableClock,
  body: string,
): { readonly status: number; readonly answer: object } {
  const parsed = controlCommand.safeParse(json(body));
  if (!parsed.success) return { status: 400, answer: { issues: parsed.error.issues } };
  obey(simulation, clock, parsed.data);
  const now = clock.now();
  const instances = [...simulation.world.instances.values()].map((instance) => {
    settle(instance, now);
    const { region, launch, lastStop, reboots, stopProtected, terminationProtected } = instance;
    return { ...domainInstance(instance), region, launch, lastStop, reboots, stopProtected, terminationProtected };
  });
  return { status: 200, answer: { now: new Date(now).toISOString(), instances, calls: simulation.calls } };
}

function json(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return body;
  }
}

function obey(simulation: Simulation, clock: MovableClock, command: ControlCommand): void {
  const { world } = simulation;
  if (command.reset) simulation.reset();
  if (command.forgetCalls) simulation.calls.length = 0;
  world.delays = { ...world.delays, ...defined(command.delays ?? {}) };
  world.paging = command.paging ?? world.paging;
  world.filtersIgnored = command.filtersIgnored ?? world.filtersIgnored ?? false;
  for (const [operation, latency] of Object.entries(command.latency ?? {})) simulation.slow(operation, latency);
  world.quota = command.quota ?? world.quota;
  if (command.requiredTag !== undefined) set(world, 'requiredTag', command.requiredTag);
  if (command.launchFallBack !== undefined) set(world, 'launchFallBack', command.launchFallBack);
  if (command.disabledRegions !== undefined) replace(world.disabledRegions, command.disabledRegions);
  if (command.refusedAccessKeys !== undefined) replace(world.refusedAccessKeys, command.refusedAccessKeys);
  for (const { region, ...spec } of command.add ?? []) simulation.addInstance(region, defined(spec));
  for (const { instanceId, ...changes } of command.update ?? []) {
    Object.assign(simulation.instance(instanceId), defined(changes) satisfies Partial<SimulatedInstance>);
  }
  for (const fault of command.fail ?? []) simulation.fail(defined(fault));
  clock.advance(command.advance ?? 0);
}

/** Sets an optional member, or takes it away. */
function set<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | null): void {
  if (value === null) delete target[key];
  else target[key] = value;
}

function replace(target: Set<string>, members: readonly string[]): void {
  target.clear();
  for (const member of members) target.add(member);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The members that are there. */
function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
