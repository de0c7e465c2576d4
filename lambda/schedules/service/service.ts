import type { Caller } from '../../domain/caller';
import { Problem } from '../../domain/problem';
import { decodeCursor, encodeCursor } from '../../instances/cursor';
import type { Due } from '../rules/upcoming';
import type { ScheduleDependencies } from './dependencies';
import { type PutRequest, type PutResult, put, requireName } from './put';
import { mayEdit, type ScheduleView, seesAllSchedules, timesFrom, viewOf, visibleSchedule } from './read';
import { remove } from './remove';

/** What HTTP asks of schedules. Every method throws only `Problem`. */
export interface Schedules {
  list(caller: Caller, request: ScheduleListRequest): Promise<ScheduleList>;
  get(caller: Caller, name: string): Promise<ScheduleView>;
  put(request: PutRequest): Promise<PutView>;
  /** Deletes a schedule, and answers with it as it was. */
  remove(caller: Caller, name: string): Promise<ScheduleView>;
}

/** A schedule after a `PUT`, and what the `PUT` did. */
export interface PutView extends ScheduleView, Pick<PutResult, 'did'> {
  /** For a preview: its times, whether it is enabled or not. */
  readonly times: readonly Due[];
}

export interface ScheduleListRequest {
  /** 1 to 1000. */
  readonly pageSize: number;
  readonly cursor?: string;
  /** Counts the schedules, from the first, that one answer can hold. @default - all */
  readonly fitting?: (schedules: readonly ScheduleView[]) => number;
}

export interface ScheduleList {
  readonly schedules: readonly ScheduleView[];
  readonly next?: string;
}

export function createSchedules(deps: ScheduleDependencies): Schedules {
  return {
    list: (caller, request) => list(deps, caller, request),
    get: async (caller, name) => {
      requireName(name);
      return viewOf(deps, await visibleSchedule(deps, caller, name));
    },
    put: async (request) => {
      const { schedule, did } = await put(deps, request);
      return { ...(await viewOf(deps, schedule)), did, times: timesFrom(schedule.definition, deps.clock.now()) };
    },
    remove: async (caller, name) => {
      requireName(name);
      return remove(deps, caller, name);
    },
  };
}

/** Lists one page of the schedules that the caller may see, by name. */
async function list(
  deps: ScheduleDependencies,
  caller: Caller,
  { pageSize, cursor, fitting }: ScheduleListRequest,
): Promise<ScheduleList> {
  const query = ['schedules', seesAllSchedules(caller) ? null : caller.name];
  const after = cursor === undefined ? '' : positionFrom(cursor, query);
  const all = (await deps.store.list()).filter((schedule) => schedule.name > after && mayEdit(caller, schedule));
  const page = await Promise.all(all.slice(0, pageSize).map((schedule) => viewOf(deps, schedule)));
  const schedules = page.slice(0, fitting?.(page));
  const last = schedules.at(-1)?.schedule;
  return {
    schedules,
    ...(all.length > schedules.length && last !== undefined ? { next: encodeCursor({ after: last.name }, query) } : {}),
  };
}

function positionFrom(cursor: string, query: unknown): string {
  const { after } = decodeCursor(cursor, query);
  if (typeof after === 'string') return after;
  throw new Problem('invalid_cursor', 'The cursor is not one that this list gave out.');
}
