import { memoryStops } from './memory-stops';
import { memoryStore } from './memory-store';
import { pendingStopsContract } from './stops-contract';
import { jobStoreContract } from './store-contract';

describe('the records of jobs in memory', () => {
  const store = memoryStore(() => Date.parse('2026-01-15T09:00:00.000Z'));
  jobStoreContract(() => store);
});

describe('the pending stops in memory', () => {
  const stops = memoryStops();
  pendingStopsContract(() => stops);
});
