import { createRecorder } from '../../../lambda/metrics/recorder';
import type { CounterRow } from '../../../lambda/metrics/scrape';
import { createCounterTable } from '../../support/metrics/counter-table';
import { createTestLog } from '../../support/metrics/log';

const row = (key = 'a', n = 1): CounterRow => ({ key, values: { n } });
const never = new Promise<never>(() => {});

/** A recorder over a table, on a clock that stands still until the test moves it. */
function createFixture() {
  const table = createCounterTable();
  const log = createTestLog();
  const recorder = createRecorder({ open: async () => table, log });
  return { table, log, recorder };
}

/** Milliseconds of fake time that pass until the promise settles; advances it in steps of one. */
async function cost(promise: Promise<void>): Promise<number> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  for (let passed = 0; passed < 1_000; passed += 1) {
    await jest.advanceTimersByTimeAsync(0);
    if (settled) return passed;
    await jest.advanceTimersByTimeAsync(1);
  }
  throw new Error('not settled after a second');
}

/** A wait of some milliseconds on the fake clock. */
const after = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('what was recorded is written when the wait is over', async () => {
  const { table, recorder } = createFixture();

  await recorder.record(row('a'));
  await recorder.record(row('a'));
  await recorder.record(row('b'));

  expect(Object.fromEntries(table.rows)).toEqual({ a: { n: 2 }, b: { n: 1 } });
  expect(table.asked).toHaveLength(3);
});

test('leaves no timer behind that would hold up the function', async () => {
  const { recorder } = createFixture();

  await recorder.record(row());

  expect(jest.getTimerCount()).toBe(0);
});

test('rows recorded side by side are added up into few writes', async () => {
  const { table, recorder } = createFixture();

  await Promise.all(Array.from({ length: 20 }, () => recorder.record(row())));

  expect(table.rows.get('a')).toEqual({ n: 20 });
  expect(table.asked.length).toBeLessThan(20);
});

test('a table that does not answer costs 50 ms, once', async () => {
  const { table, recorder } = createFixture();
  table.answer = () => never;

  const costs = [
    await cost(recorder.record(row())),
    await cost(recorder.record(row())),
    await cost(recorder.record(row())),
  ];

  expect(costs).toEqual([50, 0, 0]);
});

test('a slow table costs what it takes, up to 50 ms', async () => {
  const { table, recorder } = createFixture();
  const costs: number[] = [];

  for (const milliseconds of [8, 49, 80]) {
    table.answer = () => after(milliseconds);
    costs.push(await cost(recorder.record(row())));
    await jest.advanceTimersByTimeAsync(100);
  }

  expect(costs).toEqual([8, 49, 50]);
  expect(table.rows.get('a')).toEqual({ n: 3 });
});

test('a table that cannot be opened costs no failure, and is tried again', async () => {
  const table = createCounterTable();
  const log = createTestLog();
  let broken = true;
  const open = async () => {
    if (broken) throw new Error('no such file');
    return table;
  };
  const recorder = createRecorder({ open, log });

  await recorder.record(row());
  broken = false;
  await recorder.record(row());

  expect(table.rows.get('a')).toEqual({ n: 2 });
  expect(log.lines).toMatchObject([{ level: 'warn', message: 'metrics', error: 'Error: no such file' }]);
});

test('what was certainly not written is written with the next request', async () => {
  const { table, log, recorder } = createFixture();
  table.answer = async () => ({ kind: 'not_written', cause: new Error('throttled') });
  await recorder.record(row('a'));
  await recorder.record(row('b'));
  expect(table.rows.size).toBe(0);
  table.answer = undefined;

  await recorder.record(row('b'));

  expect(Object.fromEntries(table.rows)).toEqual({ a: { n: 1 }, b: { n: 2 } });
  expect(log.lines).toMatchObject([{ detail: 'counts wait for the table', error: 'Error: throttled' }]);
});

test('a refusing table is asked once a request, not in a loop', async () => {
  const { table, recorder } = createFixture();
  table.answer = async () => ({ kind: 'not_written', cause: new Error('throttled') });

  await recorder.record(row());
  await recorder.record(row());

  expect(table.asked).toEqual([row('a', 1), row('a', 2)]);
});

test('what may have been written is not written again', async () => {
  const { table, log, recorder } = createFixture();
  table.answer = async () => ({ kind: 'unknown', cause: new Error('500') });
  await recorder.record(row());
  table.answer = undefined;

  await recorder.record(row());

  expect(table.rows.get('a')).toEqual({ n: 1 });
  expect(log.lines).toMatchObject([{ detail: 'counts may be missing', row: 'a' }]);
});

test('counts that came while a write was under way are written after it', async () => {
  const { table, recorder } = createFixture();
  table.answer = () => after(200);
  await cost(recorder.record(row()));
  table.answer = undefined;

  await recorder.record(row());
  await recorder.record(row());
  await jest.advanceTimersByTimeAsync(200);

  expect(table.rows.get('a')).toEqual({ n: 3 });
});

test('beginning waits for nothing, and what it began is waited for with the next record', async () => {
  const { table, recorder } = createFixture();
  table.answer = () => after(10);

  recorder.begin(row('start'));
  await jest.advanceTimersByTimeAsync(4);
  const waited = await cost(recorder.record(row('request')));

  expect(waited).toBe(16);
  expect([...table.rows.keys()]).toEqual(['start', 'request']);
});

test('after an outage everything that waited is written', async () => {
  const { table, recorder } = createFixture();
  table.answer = async () => ({ kind: 'not_written', cause: new Error('refused') });
  for (let i = 0; i < 35; i += 1) await recorder.record(row(`key ${i}`));
  table.answer = undefined;

  await recorder.record(row('last'));

  expect(table.rows.size).toBe(36);
});

test('a row that comes just when a flush ends is not left behind', async () => {
  for (let steps = 0; steps < 30; steps += 1) {
    const { table, recorder } = createFixture();
    recorder.begin(row('first'));
    for (let step = 0; step < steps; step += 1) await Promise.resolve();

    await recorder.record(row('second'));

    expect([...table.rows.keys()]).toEqual(['first', 'second']);
  }
});
