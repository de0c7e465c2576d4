import type { CounterRow, CounterTable, WriteResult } from '../../../lambda/metrics/scrape';

/** The twin of the counters in DynamoDB: an addition takes a while, and then happens at once. */
export interface CounterTableTwin extends CounterTable {
  readonly rows: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Every addition that was asked for, in order. */
  readonly asked: readonly CounterRow[];
  /** From now on, what an addition ends with; `undefined`: it is carried out. */
  answer: (() => Promise<WriteResult | undefined>) | undefined;
}

export function createCounterTable(): CounterTableTwin {
  const rows = new Map<string, Record<string, number>>();
  const asked: CounterRow[] = [];
  return {
    rows,
    asked,
    answer: undefined,
    async add(row) {
      asked.push(row);
      await Promise.resolve();
      const result = await this.answer?.();
      if (result !== undefined) return result;
      const values = rows.get(row.key) ?? {};
      for (const [name, value] of Object.entries(row.values)) values[name] = (values[name] ?? 0) + value;
      rows.set(row.key, values);
      return { kind: 'written' };
    },
    read: async () => [...rows].map(([key, values]) => ({ key, values: { ...values } })),
  };
}
