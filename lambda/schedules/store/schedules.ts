import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { readItems } from '../../jobs/store/batches';
import { jobItem } from '../../jobs/store/items';
import { conditionHolds, type Records } from '../../jobs/store/table';
import type { ScheduleStore } from '../ports';
import { scheduleFrom, scheduleItem, scheduleKey } from './items';
import { dueNames, queryAll } from './queries';
import { conditionFailed, counted, countedFiring, transact, unchangedSince } from './writes';

const isNew = 'attribute_not_exists(pk)';

/**
 * Keeps the records of schedules in the one table. Each write is conditional on the version that was read; a firing
 * writes its jobs and the schedule in one transaction, so that there is a job exactly where the schedule has moved on
 * (docs/decisions/0044).
 */
export function scheduleStore(records: Records, now: () => number = Date.now): ScheduleStore {
  const { call, tableName: TableName } = records;
  return {
    read: async (name) => {
      const command = new GetItemCommand({ TableName, Key: scheduleKey(name), ConsistentRead: true });
      const { Item } = await call((client, options) => client.send(command, options));
      return Item === undefined ? undefined : scheduleFrom(Item);
    },
    readMany: async (names) => (await readItems(records, names.map(scheduleKey))).map(scheduleFrom),
    list: async () => (await queryAll(records)).map(scheduleFrom),
    create: async (schedule) => {
      const put = { TableName, Item: scheduleItem(schedule), ConditionExpression: isNew };
      const [ofPut, ofCount] = await transact(records, [{ Put: put }, counted(records, 1)]);
      if (ofPut === undefined) return 'created';
      return ofPut !== conditionFailed && ofCount === conditionFailed ? 'full' : 'exists';
    },
    replace: async (before, after, firing) => {
      const put = { TableName, Item: scheduleItem(after), ...unchangedSince(before) };
      if (firing === undefined)
        return conditionHolds(() => call((client, options) => client.send(new PutItemCommand(put), options)));
      const { jobs = [] } = firing;
      const puts = jobs.map((job) => ({
        Put: { TableName, Item: jobItem(job, now()), ConditionExpression: isNew },
      }));
      return (await transact(records, [{ Put: put }, ...puts, countedFiring(records, after, firing)])).length === 0;
    },
    remove: async (schedule) => {
      const { name } = schedule;
      const removal = { TableName, Key: scheduleKey(name), ...unchangedSince(schedule) };
      return (await transact(records, [{ Delete: removal }, counted(records, -1)])).length === 0;
    },
    due: (by) => dueNames(records, by),
  };
}
