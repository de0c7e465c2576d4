import createClient from 'openapi-fetch';
import type { paths } from './api';

/** Uses the generated types against a deployed API: lists, stops, starts again and reads the job of a start for a time. */
const [, , baseUrl = '', instanceId = ''] = process.argv;
const client = createClient<paths>({ baseUrl });

const listed = await client.GET('/list', { params: { query: { state: ['running'], page_size: 10 } } });
const ids: readonly string[] = listed.data?.instance_ids ?? [];

const stopped = await client.POST('/stop', { body: { instance_id: instanceId } });
const stopOutcome = stopped.data !== undefined && 'outcome' in stopped.data ? stopped.data.outcome : undefined;

const accepted = await client.POST('/start', { body: { instance_id: [instanceId], stop_after: '2h', async: true } });
const jobId =
  accepted.data !== undefined && 'status' in accepted.data && 'job_id' in accepted.data ? accepted.data.job_id : '';
const job = await client.GET('/jobs/{job_id}', { params: { path: { job_id: jobId ?? '' }, query: { wait: 10 } } });

const refused = await client.POST('/start/{instance_id}', { params: { path: { instance_id: 'i-0123' } } });

console.log(
  JSON.stringify({ ids, stopOutcome, action: job.data?.action, stopAt: job.data?.stop_at, code: refused.error?.code }),
);
