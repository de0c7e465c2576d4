import { randomUUID } from 'node:crypto';
import { defined } from '../../../contract/defined';
import { Compute } from '../../../contract/docker';
import { type Caller, requireAction } from '../../domain/caller';
import { type ParameterError, Problem } from '../../domain/problem';
import { fingerprintOf } from '../../jobs/service/job-id';
import type { Definition, Owner, Schedule } from '../model';
import { nameErrors, neverDue, readCalendar } from '../rules/definition';
import { type Calendar, firstUpcoming, scheduleActions } from '../rules/upcoming';
import { minute } from '../rules/zone';
import type { ScheduleDependencies } from './dependencies';
import { mayEdit } from './read';

/** What a `PUT` wants. */
export interface PutRequest {
  readonly caller: Caller;
  readonly name: string;
  readonly definition: Definition;
  /** Check everything, and store nothing. */
  readonly dryRun: boolean;
}

/** A schedule after a `PUT`, and what the `PUT` did. */
export interface PutResult {
  readonly schedule: Schedule;
  readonly did: 'created' | 'replaced' | 'unchanged';
}

/** Writes that come in between before a `PUT` gives up: each is another request's, or a firing. */
const attempts = 10;

/**
 * Makes a schedule, or replaces it; the same definition by the same owner changes nothing.
 * @throws Problem `invalid_parameter`, `action_not_allowed`, `schedule_exists`, `too_many_schedules`
 */
export async function put(deps: ScheduleDependencies, request: PutRequest): Promise<PutResult> {
  const { store } = deps;
  const { caller, name, definition, dryRun } = request;
  requireName(name);
  for (const action of scheduleActions) if (definition[action] !== undefined) requireAction(caller, action);
  const read = readCalendar(definition);
  if (!read.ok) throw invalid(read.errors);
  const revision = randomUUID();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await store.read(name);
    // Ours, of which only the answer was lost.
    if (before?.revision === revision) return { schedule: before, did: before.version === 1 ? 'created' : 'replaced' };
    if (before !== undefined && !mayEdit(caller, before)) throw taken(name);
    const isSameBody =
      before !== undefined && isSame(before, { definition, owner: ownerOf(caller), ...computeOf(deps) });
    if (isSameBody && !hasStrayed(before, read.calendar, deps.clock.now()))
      return { schedule: before, did: 'unchanged' };
    if (!isSameBody) refusePast(read.calendar, deps.clock.now());
    const schedule = scheduleOf(deps, request, read.calendar, revision, before);
    const did = before === undefined ? 'created' : 'replaced';
    if (dryRun) {
      if (before === undefined && (await store.list()).length >= deps.most) throw tooMany(deps.most);
      return { schedule, did };
    }
    if (before !== undefined) {
      if (await store.replace(before, schedule)) return { schedule, did };
      continue;
    }
    const written = await store.create(schedule);
    if (written === 'full') throw tooMany(deps.most);
    if (written === 'created') return { schedule, did };
  }
  throw new Problem('internal_error', `The schedule ${name} is being changed by others all the time. Try again.`, {
    retryable: true,
  });
}

/**
 * Refuses what is no name of a schedule.
 * @throws Problem `invalid_parameter`
 */
export function requireName(name: string): void {
  const errors = nameErrors(name);
  if (errors.length > 0) throw invalid(errors);
}

function scheduleOf(
  deps: ScheduleDependencies,
  { caller, name, definition }: PutRequest,
  calendar: Calendar,
  revision: string,
  before: Schedule | undefined,
): Schedule {
  const now = deps.clock.now();
  const time = new Date(now).toISOString();
  const next = definition.enabled ? firstAt(calendar, now, before) : undefined;
  return {
    name,
    revision,
    version: (before?.version ?? 0) + 1,
    definition,
    owner: ownerOf(caller),
    ...computeOf(deps),
    createdAt: before?.createdAt ?? time,
    updatedAt: time,
    starting: before?.starting ?? [],
    ...defined({ last: before?.last }),
    ...(next === undefined ? {} : { nextAt: new Date(next).toISOString() }),
  };
}

/**
 * Finds the first time of a definition; a time of the previous definition that is due this very moment stays due when
 * both have it.
 */
function firstAt(calendar: Calendar, now: number, before: Schedule | undefined): number | undefined {
  const due = before?.nextAt === undefined ? undefined : Date.parse(before.nextAt);
  if (due !== undefined && due <= now) {
    const [same] = firstUpcoming(calendar, due - minute, 1);
    if (same?.at === due) return due;
  }
  return firstUpcoming(calendar, Math.max(now, lastBegun(before, now)), 1)[0]?.at;
}

/** Milliseconds by which a clock that ran ahead is believed to have done so. */
const mostAhead = 24 * 60 * minute;

/** Returns the time of the last firing, where the clock was set back behind it: it must not fire again. */
function lastBegun(before: Schedule | undefined, now: number): number {
  const { last } = before ?? {};
  const at = last?.jobId === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last.at);
  return at > now + mostAhead ? Number.NEGATIVE_INFINITY : at;
}

/** Checks whether a clock that ran ahead has skipped upcoming times. */
function hasStrayed(before: Schedule, calendar: Calendar, now: number): boolean {
  const first = before.definition.enabled ? firstAt(calendar, now, before) : undefined;
  return first !== undefined && (before.nextAt === undefined || first < Date.parse(before.nextAt));
}

/** Refuses a moment that has passed, and an expression that is never due. */
function refusePast(calendar: Calendar, now: number): void {
  const errors = neverDue(calendar, now).map((action) => ({
    parameter: action,
    detail: `${action}: the expression never comes, or its moment has passed.`,
  }));
  if (errors.length > 0) throw invalid(errors);
}

function ownerOf({ name, tags }: Caller): Owner {
  return { name, ...defined({ tags }) };
}

type Said = Pick<Schedule, 'definition' | 'owner' | 'compute'>;

function isSame(before: Schedule, now: Said): boolean {
  const said = ({ definition, owner, compute }: Said) => fingerprintOf([definition, owner, compute]);
  return said(before) === said(now);
}

function computeOf({ compute }: ScheduleDependencies): Pick<Schedule, 'compute'> {
  return compute === Compute.docker ? { compute } : {};
}

function invalid(errors: readonly ParameterError[]): Problem {
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : '';
  return new Problem('invalid_parameter', `${errors[0]?.detail}${more}`, { errors });
}

function taken(name: string): Problem {
  return new Problem(
    'schedule_exists',
    `The name ${name} belongs to a schedule of another caller. Choose another one.`,
  );
}

function tooMany(most: number): Problem {
  return new Problem('too_many_schedules', `There are ${most} schedules, and no more are allowed. Delete one first.`);
}
