import type { CounterRow, CounterTable } from '../operations/metrics';
import type { Log } from './log';

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

  const keep = (row: CounterRow): void => {
    const before = waiting.get(row.key);
    waiting.set(row.key, before === undefined ? row : { key: row.key, values: added(before.values, row.values) });
  };

  /** Writes what waits; ends early when a row could not be written, which then waits for the next flush. */
  const flush = async (): Promise<void> => {
    const table = await open();
    let refused = false;
    while (waiting.size > 0 && !refused) {
      const rows = [...waiting.values()].slice(0, rowsAtOnce);
      for (const { key } of rows) waiting.delete(key);
      const results = await Promise.all(rows.map(async (row) => ({ row, result: await table.add(row) })));
      for (const { row, result } of results) {
        if (result.kind === 'written') continue;
        if (result.kind === 'not_written') keep(row);
        refused = true;
        log.warn('metrics', { detail: `counts ${notes[result.kind]}`, row: row.key, error: errorText(result.cause) });
      }
    }
  };

  const start = (): Promise<void> => {
    flushing ??= flush()
      .catch((error: unknown) => {
        log.warn('metrics', { detail: 'the table of counters could not be opened', error: errorText(error) });
      })
      .finally(() => {
        flushing = undefined;
        overdue = false;
      });
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

const notes = { not_written: 'wait for the next request', unknown: 'may be missing' } as const;

function added(
  values: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum = { ...values };
  for (const [name, value] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

/** Does the promise settle within some milliseconds? */
async function settles(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/** An error's name and message: no stack, and nothing of the request that failed. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
}
