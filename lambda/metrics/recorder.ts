import type { Log } from '../logging/log';
import type { CounterRow, CounterTable, WriteResult } from './scrape';

export interface Recorder {
  /**
   * Counts, and waits until the counts are written, but never longer than the recorder's patience: what is not written by
   * then is written later, while the function instance lives. Never throws.
   */
  record(row: CounterRow): Promise<void>;
  /** Counts without waiting: the write goes on beside what the caller does next. */
  begin(row: CounterRow): void;
}

export interface RecorderOptions {
  /** Gets the table; asked before each flush. */
  readonly open: () => Promise<CounterTable>;
  readonly log: Log;
  /** @default - 50 milliseconds */
  readonly patience?: number;
}

/** Rows written side by side, when several have waited. */
const rowsAtOnce = 10;

/**
 * Keeps the cost of counting bounded and the counts exact. Rows wait in memory, those of one key added up; one flush is
 * under way at a time. A write that certainly was not carried out is tried again with the next request, one of which that is
 * not known is never repeated: counts may be missing after a failure, and are then missed in the log, but nothing is ever
 * counted twice. While a flush is overdue nobody waits for it, so a table that is down costs one wait, not one a request.
 */
export function createRecorder({ open, log, patience = 50 }: RecorderOptions): Recorder {
  const waiting = new Map<string, CounterRow>();
  let flushing: Promise<void> | undefined;
  let overdue = false;
  let refused = false;

  const keep = (row: CounterRow): void => {
    const before = waiting.get(row.key);
    waiting.set(row.key, before === undefined ? row : { key: row.key, values: added(before.values, row.values) });
  };

  const tell = (detail: string, result: WriteResult, row?: string): void =>
    log.warn('metrics', { detail, row, error: 'cause' in result ? errorText(result.cause) : undefined });

  /** Writes rows that wait; false when one could not be written, and the rest had better wait. */
  const writeSome = async (table: CounterTable): Promise<boolean> => {
    const rows = [...waiting.values()].slice(0, rowsAtOnce);
    for (const { key } of rows) waiting.delete(key);
    const results = await Promise.all(rows.map(async (row) => ({ row, result: await table.add(row) })));
    const lost = results.filter(({ result }) => result.kind === 'unknown');
    const kept = results.filter(({ result }) => result.kind === 'not_written');
    for (const { row } of kept) keep(row);
    for (const { row, result } of lost) tell('counts may be missing', result, row.key);
    // Once for each outage, not once for each request of it.
    if (!refused) for (const { result } of kept.slice(0, 1)) tell('counts wait for the table', result);
    refused = kept.length > 0;
    return lost.length + kept.length === 0;
  };

  const flush = async (): Promise<void> => {
    try {
      const table = await open();
      let going = true;
      while (going && waiting.size > 0) going = await writeSome(table);
    } catch (error) {
      log.warn('metrics', { detail: 'the table of counters could not be opened', error: errorText(error) });
    } finally {
      // In the same step as the last look at what waits: a row that comes later is in a flush of its own.
      flushing = undefined;
      overdue = false;
    }
  };

  const start = (): Promise<void> => {
    flushing ??= flush();
    return flushing;
  };

  return {
    begin(row) {
      keep(row);
      void start();
    },
    async record(row) {
      keep(row);
      const done = start();
      if (!overdue && !(await settles(done, patience))) overdue = flushing !== undefined;
    },
  };
}

function added(
  values: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum = { ...values };
  for (const [name, value] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

/** Checks whether the promise settles in time. */
async function settles(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/** Writes an error's name and message: no stack, and nothing of the request that failed. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
}
