import { defined } from '../../../contract/defined';
import { Compute } from '../../../contract/docker';
import { ScheduleTable } from '../../../contract/schedules';
import { type Item, keyOf } from '../../jobs/store/table';
import { type Schedule, stateOf } from '../model';

/** The key of a schedule's item. */
export function scheduleKey(name: string): Item {
  return keyOf(ScheduleTable.partition, name);
}

/** The item of a schedule; what has something to do is in the index by its time, and nothing else is. */
export function scheduleItem(schedule: Schedule): Item {
  const { name, revision, version, nextAt, starting, last } = schedule;
  const dueAt = starting.length > 0 ? (last?.at ?? nextAt) : nextAt;
  return {
    ...scheduleKey(name),
    revision: { S: revision },
    version: { N: String(version) },
    definition: { S: JSON.stringify(schedule.definition) },
    owner: { S: JSON.stringify(schedule.owner) },
    ...defined({ compute: schedule.compute && { S: schedule.compute } }),
    created_at: { S: schedule.createdAt },
    updated_at: { S: schedule.updatedAt },
    state: { S: stateOf(schedule) },
    starting: { S: JSON.stringify(starting) },
    ...(nextAt === undefined ? {} : { next_at: { S: nextAt } }),
    ...defined({ last: last && { S: JSON.stringify(last) } }),
    ...(dueAt === undefined
      ? {}
      : {
          [ScheduleTable.byTime.partitionKey]: { S: ScheduleTable.byTime.everyone },
          [ScheduleTable.byTime.sortKey]: { S: `${dueAt}#${name}` },
        }),
  };
}

/** The schedule of an item; nobody but this adapter writes these. */
export function scheduleFrom(item: Item): Schedule {
  const text = (name: string): string => item[name]?.S ?? '';
  return {
    name: text('sk'),
    revision: text('revision'),
    version: Number(item.version?.N ?? 0),
    definition: JSON.parse(text('definition')),
    owner: JSON.parse(text('owner')),
    createdAt: text('created_at'),
    updatedAt: text('updated_at'),
    starting: JSON.parse(text('starting')),
    ...(item.compute?.S === Compute.docker ? { compute: Compute.docker } : {}),
    ...defined({ nextAt: item.next_at?.S }),
    ...(item.last?.S === undefined ? {} : { last: JSON.parse(item.last.S) }),
  };
}
