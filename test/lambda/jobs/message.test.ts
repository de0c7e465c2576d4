import { jobMessage } from '../../../lambda/jobs/message';
import { aJob, someEntries } from '../../support/jobs/store-contract';

const one = 'i-0123456789abcdef0';
const summary = { changed: 2, unchanged: 1, refused: 0, failed: 0 };
const stopAt = '2026-01-15T11:00:00.000Z';

test.each([
  [aJob(), [one], `Starting instance ${one}: accepted, not begun`],
  [aJob({ status: 'running', total: 3 }), [one], 'Starting 3 instances'],
  [aJob({ action: 'create', status: 'running', total: 1 }), [], 'Creating an instance'],
  [
    aJob({ work: { selection: { kind: 'tags', tags: {} } } }),
    [],
    'Starting the instances with these tags: accepted, not begun',
  ],
  [aJob({ status: 'succeeded', total: 1 }), [one], `Started instance ${one}`],
  [aJob({ status: 'succeeded', total: 3, summary }), [], 'Started 3 instances: 2 changed, 1 unchanged'],
  [
    aJob({ status: 'running', phase: 'sleep', total: 1, stopAt }),
    [one],
    `Started instance ${one}; to be stopped again at ${stopAt}`,
  ],
  [aJob({ status: 'running', phase: 'stop', total: 1, stopAt }), [one], `Stopping instance ${one} again`],
  [aJob({ status: 'succeeded', phase: 'stop', total: 1, stopAt }), [one], `Started instance ${one}, and stopped again`],
  [
    aJob({ status: 'cancelled', phase: 'sleep', total: 1, stopAt }),
    [one],
    `Started instance ${one}. The stop to come was cancelled.`,
  ],
  [aJob({ status: 'cancelled', total: 2 }), [], 'Cancelled: starting 2 instances. What had been done stays done.'],
  [
    aJob({ status: 'failed', total: 1, error: { code: 'asg_managed', detail: 'Why.', retryable: false } }),
    [one],
    'Why.',
  ],
])('what a job says of itself, %#', (job, ids, message) => {
  expect(jobMessage(job, ids, someEntries(1)[0])).toBe(message);
});
