import { defined } from '../../../contract/defined';
import type { Schedule } from '../model';
import { calendarOf } from '../rules/definition';
import { type Decision, decide } from '../rules/firing';
import type { TickDependencies } from './dependencies';
import { jobsOf } from './new-jobs';
import { permissionOf } from './rights';

/**
 * Does all that a schedule has to do by now, one firing after the other. Each is written down with its jobs in one write,
 * which only one of several ticks can make; then its jobs are started, which may be repeated. A tick that is killed in between
 * leaves the schedule due, and the next one starts what it finds.
 */
export async function lookAfter(deps: TickDependencies, schedule: Schedule): Promise<void> {
  let current: Schedule | undefined = schedule;
  while (current !== undefined) {
    current = current.starting.length > 0 ? await startJobs(deps, current) : await decideNext(deps, current);
  }
}

/** @returns the schedule as it is then; undefined when there is nothing more to do, or somebody else does it */
async function startJobs({ machine, store }: TickDependencies, schedule: Schedule): Promise<Schedule | undefined> {
  for (const jobId of schedule.starting) await machine.start({ jobId });
  return written(store, schedule, { ...schedule, starting: [] });
}

async function decideNext(deps: TickDependencies, schedule: Schedule): Promise<Schedule | undefined> {
  const { definition, nextAt } = schedule;
  if (nextAt === undefined || !definition.enabled) return undefined;
  const decision = decide(calendarOf(definition), Date.parse(nextAt), deps.now());
  switch (decision.kind) {
    case 'nothing':
      return undefined;
    case 'missed':
      return missed(deps, schedule, decision);
    case 'fire':
      return fire(deps, schedule, decision);
  }
}

type Of<Kind extends Decision['kind']> = Extract<Decision, { readonly kind: Kind }>;

async function missed(deps: TickDependencies, schedule: Schedule, { last, count, next }: Of<'missed'>) {
  const at = new Date(last.at).toISOString();
  const { action } = last;
  const after = await written(deps.store, schedule, {
    ...movedOn(schedule, next),
    last: { action, at, status: 'missed' },
  });
  if (after !== undefined) await deps.onFiring({ schedule, action, at, result: 'missed', count });
  return after;
}

async function fire(deps: TickDependencies, schedule: Schedule, { at: time, actions, next }: Of<'fire'>) {
  const { store, now, onFiring } = deps;
  const at = new Date(time).toISOString();
  const moved = movedOn(schedule, next);
  const action = actions.at(-1) ?? 'stop';
  const permission = await permissionOf(deps, schedule, actions);
  if (!permission.ok) {
    const { code } = permission;
    const after = await written(store, schedule, { ...moved, last: { action, at, status: 'refused', code } });
    if (after !== undefined)
      for (const one of actions) await onFiring({ schedule, action: one, at, result: 'refused', code, count: 1 });
    return after;
  }
  const { caller, selection } = permission;
  const jobs = jobsOf({ schedule, at, actions, caller, selection, now: new Date(now()).toISOString() });
  const starting = jobs.map(({ jobId }) => jobId);
  const jobId = starting.at(-1);
  const after = { ...moved, starting, last: { action, at, ...defined({ jobId }) } };
  const done = await written(store, schedule, after, jobs);
  if (done === undefined) return undefined;
  for (const [i, one] of actions.entries()) {
    await onFiring({
      schedule,
      action: one,
      at,
      result: 'started',
      count: 1,
      ...defined({ jobId: starting[i] }),
    });
  }
  return done;
}

function movedOn({ nextAt: _, ...schedule }: Schedule, next: number | undefined): Schedule {
  return { ...schedule, ...(next === undefined ? {} : { nextAt: new Date(next).toISOString() }) };
}

/** @returns what was written, or undefined when somebody else has written since */
async function written(
  store: TickDependencies['store'],
  before: Schedule,
  changes: Schedule,
  jobs: Parameters<TickDependencies['store']['replace']>[2] = [],
): Promise<Schedule | undefined> {
  const after = { ...changes, version: before.version + 1 };
  return (await store.replace(before, after, jobs)) ? after : undefined;
}
