import * as z from 'zod/mini';
import { jobStatuses } from '../states';
import { ActionName, Result } from './changes';
import { described, message, nextToken, time } from './describe';
import { reason } from './instances';

/** Why a job failed. */
export const JobError = described(
  z.object({
    ...reason,
    instance_id: z.optional(described(z.string(), 'The instance that the job failed for.')),
  }),
  'Why the job failed.',
);

/** A job: the API contract, section 5. */
export const Job = z.object({
  job_id: described(z.uuid(), 'The id of the job.'),
  task_id: described(z.uuid(), '`job_id` under its older name.'),
  action: ActionName,
  status: described(
    z.enum(jobStatuses),
    'pending: not begun; running: at work, or waiting for `stop_at`; the others are final.',
  ),
  message: message(),
  region: described(z.string(), 'The region of the instances.'),
  ip: described(z.nullable(z.string()), 'The public IPv4 address of its one instance; null where there is none.'),
  instance_ids: described(z.array(z.string()), 'The instances of this page of the job.'),
  results: described(z.array(Result), 'Their outcomes so far.'),
  requested_by: described(z.string(), 'The caller, or `schedule:` and the name of a schedule.'),
  schedule: z.optional(described(z.string(), 'The schedule that started it.')),
  created_at: time('When it was requested.'),
  updated_at: time('When its record last changed.'),
  finished_at: z.optional(time('When it ended.')),
  stop_at: z.optional(time('When it stops the instances again.')),
  ready: z.optional(described(z.boolean(), 'Whether every instance that could has reached its state.')),
  replayed: z.optional(described(z.literal(true), 'The answer repeats that of an earlier request with the same key.')),
  error: z.optional(JobError),
  next_token: nextToken(),
});

/** One page of jobs, newest first. */
export const JobList = z.object({
  message: message(),
  jobs: z.array(Job),
  next_token: nextToken(),
});
