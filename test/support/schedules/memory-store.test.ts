import { memoryStore } from '../jobs/memory-store';
import { memorySchedules } from './memory-store';
import { scheduleStoreContract } from './store-contract';

const jobs = memoryStore(() => 0);
const store = memorySchedules(jobs);

scheduleStoreContract(() => ({ store, jobs }));
