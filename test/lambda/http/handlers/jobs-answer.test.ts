import { locationOf } from '../../../../lambda/http/handlers/jobs-answer';
import type { Job } from '../../../../lambda/jobs/model';

const job = { jobId: '6f94f33b-4764-421d-aa79-094a794fbada' } as Job;

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
