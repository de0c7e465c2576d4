import { defined } from '../../../contract/defined';
import { Compute } from '../../../contract/docker';
import { ScheduleTable } from '../../../contract/schedules';
import { type Item, keyOf } from '../../jobs/store/table';
import { type Schedule, stateOf } from '../model';

/** Makes the key of a schedule's item. */
export function scheduleKey(name: string): Item {
  return keyOf(ScheduleTable.partition, name);
}

/** Makes the item of a schedule. Only schedules with a time to come are in the index by time. */
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

/** Reads the schedule of an item, which only this adapter writes. */
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
