import { jobShape, locationOf } from '../../../../lambda/http/handlers/jobs-answer';
import type { Job, JobEntry } from '../../../../lambda/jobs/model';

const job = { jobId: '6f94f33b-4764-421d-aa79-094a794fbada' } as Job;
const requester = { name: 'anyone', requestId: 'request-1' };

test('an instance that nothing was known of when its job ended by a fault has failed with it', () => {
  const error = { code: 'internal_error', detail: 'The job was lost.', retryable: false } as const;
  const entry = (rest: Partial<JobEntry>): JobEntry => ({
    instanceId: 'i-1',
    stage: 'todo',
    stageEnteredAt: 0,
    ...rest,
  });
  const asked = entry({ stage: 'asked', stateBeforeCall: { state: 'running' } });
  const ended = { ...job, action: 'stop', phase: 'change', work: {}, requester, error } as const;
  const view = { entries: [asked], instanceIds: ['i-1'] };

  expect(jobShape({ ...view, job: { ...ended, status: 'failed' } as unknown as Job }).results).toEqual([
    {
      instance_id: 'i-1',
      action: 'stop',
      outcome: 'failed',
      previous_state: 'running',
      current_state: null,
      ip: null,
      code: 'internal_error',
      detail: 'The job was lost.',
      retryable: false,
    },
  ]);
  expect(jobShape({ ...view, job: { ...ended, status: 'running' } as unknown as Job }).results).toEqual([]);
});

// What a client asks for, and what API Gateway makes of it: behind a custom domain the path begins with its base path.
test.each([
  ['https://host/prod/create', '/create', '/create', 'https://host/prod'],
  [
    'https://host/prod/start/i-0123456789abcdef0',
    '/start/i-0123456789abcdef0',
    '/start/{instance_id}',
    'https://host/prod',
  ],
  ['https://host/prod/create/', '/create/', '/create', 'https://host/prod'],
  ['https://api.example/v1/create', '/v1/create', '/create', 'https://api.example/v1'],
  ['https://api.example/v1/start/i-1', '/v1/start/i-1', '/start/{instance_id}', 'https://api.example/v1'],
  ['https://api.example/v1/start/i-1/', '/v1/start/i-1/', '/start/{instance_id}', 'https://api.example/v1'],
  ['http://localhost:5000/stop', '/stop', '/stop', 'http://localhost:5000'],
])('the location of a job that %s asks for resolves below the same base URL', (url, path, resource, base) => {
  expect(new URL(locationOf({ path, resource }, job), url).href).toBe(`${base}/jobs/${job.jobId}`);
});
