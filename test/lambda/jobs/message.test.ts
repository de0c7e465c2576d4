import { jobMessage } from '../../../lambda/jobs/message';
import { aJob, someEntries } from '../../support/jobs/store-contract';

const one = 'i-0123456789abcdef0';
const summary = { changed: 2, unchanged: 1, refused: 0, failed: 0 };
const stopAt = '2026-01-15T11:00:00.000Z';

test.each([
  [aJob(), [one], `Accepted: will start instance ${one}`],
  [aJob({ status: 'running', total: 3 }), [one], 'Starting 3 instances'],
  [aJob({ action: 'create', status: 'running', total: 1 }), [], 'Creating an instance'],
  [aJob({ work: { selection: { kind: 'tags', tags: {} } } }), [], 'Accepted: will start the instances with these tags'],
  [aJob({ status: 'succeeded', total: 1 }), [one], `Started instance ${one}`],
  [aJob({ status: 'succeeded', total: 3, summary }), [], 'Started 2 of 3 instances: 2 changed, 1 unchanged'],
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

test('of an instance that was there already it is not said that the job did it', () => {
  const [entry] = someEntries(1);
  if (entry === undefined) throw new Error('no entry');
  const result = {
    instanceId: one,
    action: 'start',
    outcome: 'unchanged',
    previousState: 'running',
    currentState: 'running',
    ip: null,
  } as const;

  const of = (job: Parameters<typeof aJob>[0]) => jobMessage(aJob({ ...job, total: 1 }), [one], { ...entry, result });
  expect(of({ status: 'succeeded' })).toBe(`Instance ${one} was already running`);
  expect(of({ status: 'running', phase: 'sleep', stopAt })).toBe(
    `Instance ${one} was already running; to be stopped again at ${stopAt}`,
  );
  expect(of({ status: 'cancelled', phase: 'sleep', stopAt })).toBe(
    `Instance ${one} was already running. The stop to come was cancelled.`,
  );
});

test('of an instance that a schedule leaves alone it is said why', () => {
  const [entry] = someEntries(1);
  if (entry === undefined) throw new Error('no entry');
  const warning = 'Not stopped: the job job-1 keeps it on until 2026-01-15T11:00:00.000Z.';
  const result = {
    instanceId: one,
    action: 'stop',
    outcome: 'unchanged',
    previousState: 'running',
    currentState: 'running',
    ip: null,
    warning,
  } as const;

  expect(jobMessage(aJob({ action: 'stop', status: 'succeeded', total: 1 }), [one], { ...entry, result })).toBe(
    `Instance ${one} is still running. ${warning}`,
  );
});
