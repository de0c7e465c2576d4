import { defined } from '../../../contract/defined';
import type { Schedule } from '../model';
import { calendarOf } from '../rules/definition';
import { type Decision, decide } from '../rules/firing';
import type { TickDependencies } from './dependencies';
import { jobsOf } from './new-jobs';
import { permissionOf } from './rights';
import { startJobs } from './start-jobs';
import { written } from './written';

/**
 * Carries out everything that a schedule has due, one firing after the other. Each firing is recorded with its jobs in
 * one write, which only one of several ticks can make; then its jobs are started, which may be repeated. A tick that is
 * killed in between leaves the schedule due, and the next one starts what it finds. After an outage the firings that
 * are made up for wait for each other: a stop must not overtake the start before it.
 * @param goesOn - is there time for another firing?
 */
export async function lookAfter(deps: TickDependencies, schedule: Schedule, goesOn: () => boolean): Promise<void> {
  let current: Schedule | undefined = schedule;
  let earlier: string | undefined;
  for (let decided = 0; current !== undefined; ) {
    if (current.starting.length > 0) {
      earlier = current.starting.at(-1);
      current = await startJobs(deps, current);
    } else if (decided++ === 0 || goesOn()) {
      current = await decideNext(deps, current, earlier);
    } else {
      return;
    }
  }
}

async function decideNext(deps: TickDependencies, schedule: Schedule, earlier: string | undefined) {
  const { definition, nextAt } = schedule;
  if (nextAt === undefined || !definition.enabled) return undefined;
  const decision = decide(calendarOf(definition), Date.parse(nextAt), deps.now());
  switch (decision.kind) {
    case 'nothing':
      return undefined;
    case 'missed':
      return missed(deps, schedule, decision);
    case 'fire':
      return fire(deps, schedule, decision, earlier);
  }
}

type Of<Kind extends Decision['kind']> = Extract<Decision, { readonly kind: Kind }>;

async function missed(deps: TickDependencies, schedule: Schedule, { last, count, next }: Of<'missed'>) {
  const at = new Date(last.at).toISOString();
  const { action } = last;
  const after = await written(
    deps.store,
    schedule,
    { ...withNext(schedule, next), last: { action, at, status: 'missed' } },
    { result: 'missed', count },
  );
  if (after !== undefined) deps.onFiring({ schedule, action, at, result: 'missed', count });
  return after;
}

async function fire(
  deps: TickDependencies,
  schedule: Schedule,
  { at: time, actions, next }: Of<'fire'>,
  earlier: string | undefined,
) {
  const { store, now, onFiring } = deps;
  const at = new Date(time).toISOString();
  const advanced = withNext(schedule, next);
  const action = actions.at(-1) ?? 'stop';
  const count = actions.length;
  const permission = await permissionOf(deps, schedule, actions);
  if (!permission.ok) {
    const { code } = permission;
    const last = { action, at, status: 'refused', code } as const;
    const after = await written(store, schedule, { ...advanced, last }, { result: 'refused', count });
    if (after !== undefined)
      for (const one of actions) onFiring({ schedule, action: one, at, result: 'refused', code, count: 1 });
    return after;
  }
  const { caller, selection } = permission;
  const jobs = jobsOf({
    schedule,
    at,
    actions,
    caller,
    selection,
    ...defined({ earlier }),
    now: new Date(now()).toISOString(),
  });
  const starting = jobs.map(({ jobId }) => jobId);
  const jobId = starting.at(-1);
  const after = { ...advanced, starting, last: { action, at, ...defined({ jobId }) } };
  const done = await written(store, schedule, after, { jobs, result: 'started', count });
  if (done === undefined) return undefined;
  for (const [i, one] of actions.entries()) {
    onFiring({
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

function withNext({ nextAt: _, ...schedule }: Schedule, next: number | undefined): Schedule {
  return { ...schedule, ...(next === undefined ? {} : { nextAt: new Date(next).toISOString() }) };
}
