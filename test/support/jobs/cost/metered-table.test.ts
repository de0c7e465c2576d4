import { entriesValue } from '../../../../lambda/jobs/store/items';
import { jobStore } from '../../../../lambda/jobs/store/jobs';
import { pendingStops } from '../../../../lambda/jobs/store/pending-stops';
import { pendingStopsContract } from '../stops-contract';
import { aJob, jobStoreContract, someEntries } from '../store-contract';
import { meteredTable } from './metered-table';

const now = () => Date.parse('2026-01-15T09:00:00.000Z');

describe('the records of jobs in the metered table', () => {
  const table = meteredTable();
  jobStoreContract(() => jobStore(table, now));
});

describe('the pending stops in the metered table', () => {
  const table = meteredTable();
  pendingStopsContract(() => pendingStops(table));
});

test('a new job is one unit and one for each index; a change of its status the same, any other change one', async () => {
  const table = meteredTable();
  const store = jobStore(table, now);
  const job = aJob();
  const units = [];

  for (const change of [
    () => store.create(job),
    () => store.update(job.jobId, { status: 'running' }),
    () => store.update(job.jobId, { total: 1 }),
  ]) {
    const before = table.use.writeUnits;
    await change();
    units.push(table.use.writeUnits - before);
  }

  expect(units).toEqual([3, 3, 1]);
});

test('chunks are written by the kilobyte each, and read by four kilobytes of a page', async () => {
  const table = meteredTable();
  const store = jobStore(table, now);
  const { jobId } = aJob();
  const entries = someEntries(20);

  await store.saveChunks(jobId, [
    { chunk: 1, entries },
    { chunk: 2, entries },
  ]);
  const written = table.use.writeUnits;
  await store.readChunks(jobId, 1, 3);

  const bytes = table.use.largestItem;
  expect(bytes).toBeGreaterThan(Buffer.byteLength(entriesValue(entries).S ?? ''));
  expect(written).toBe(2 * Math.ceil(bytes / 1024));
  expect(table.use.readUnits).toBe(Math.ceil((2 * bytes) / 4096));
  expect(table.use.calls).toBe(2);
});
