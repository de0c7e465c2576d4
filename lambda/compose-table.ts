import type { Deadline } from './domain/deadline';
import type { StopsToCome } from './jobs/ports';
import { stopsToCome } from './jobs/service/stops-to-come';
import { readStops } from './jobs/store/read-stops';
import { type Records, type RecordsOptions, records } from './jobs/store/table';

/** The one table, and what requests read of it that need no jobs. */
export interface ComposedTable {
  readonly table: Records;
  readonly stopsToCome: (deadline: Deadline) => StopsToCome;
}

/** Makes the client of the table. Loaded when a request first needs it, which is while the first one waits for EC2. */
export function composeTable(options: RecordsOptions): ComposedTable {
  const table = records(options);
  return {
    table,
    stopsToCome: (deadline) => (region, instanceIds) =>
      stopsToCome({ read: (...of) => readStops(table.within(deadline), ...of) }, region, instanceIds, Date.now()),
  };
}
