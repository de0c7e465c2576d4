import * as z from 'zod/mini';
import { described, message, time } from './describe';
import { InstanceState, reason } from './instances';

/** What a change or a job does. */
export const ActionName = described(
  z.enum(['start', 'stop', 'reboot', 'create', 'delete']),
  'What is done to the instance.',
);

const outcome = described(
  z.enum(['changed', 'unchanged', 'refused', 'failed']),
  'changed: EC2 accepted the change; unchanged: already in that state; refused: this API declined; failed: EC2 declined.',
);
const state = (description: string) => described(z.nullable(InstanceState), description);

const outcomeMembers = {
  action: ActionName,
  outcome,
  previous_state: state('The state before; null where it is not known.'),
  current_state: state('The state as last seen; null where it is not known.'),
  ip: described(z.nullable(z.string()), 'The public IPv4 address; null where there is none.'),
} as const;
const warning = z.optional(described(z.string(), 'What the caller should know about the change.'));
const dryRun = z.optional(described(z.literal(true), 'Nothing was changed: the answer says what would happen.'));
const id = described(z.string(), 'The id of the instance.');

/** What became of one of several instances. */
export const Result = z.object({
  instance_id: described(z.nullable(z.string()), 'The id of the instance; null while `create` has none.'),
  ...outcomeMembers,
  code: z.optional(reason.code),
  detail: z.optional(reason.detail),
  retryable: z.optional(reason.retryable),
  aws_code: reason.aws_code,
  warning,
  retry_at: z.optional(time('When the job asks EC2 again.')),
  stop_at: z.optional(time('When a job stops the instance.')),
  job_id: z.optional(described(z.string(), 'The job that stops it at `stop_at`.')),
});

/** The change of one instance. */
export const InstanceChange = z.object({
  message: message(),
  instance_id: id,
  ...outcomeMembers,
  status: z.optional(described(z.nullable(InstanceState), 'The state again, for clients of `/delete`.')),
  code: z.optional(reason.code),
  detail: z.optional(reason.detail),
  retryable: z.optional(reason.retryable),
  aws_code: reason.aws_code,
  warning,
  dry_run: dryRun,
  job_id: z.optional(described(z.string(), 'The job that made the change, or that stops the instance at `stop_at`.')),
  task_id: z.optional(described(z.string(), '`job_id` under its older name.')),
  stop_at: z.optional(time('When a job stops the instance.')),
  replayed: z.optional(described(z.literal(true), 'The answer repeats that of an earlier request with the same key.')),
});

/** How many outcomes there are of each kind. */
export const Summary = z.object({ changed: z.int(), unchanged: z.int(), refused: z.int(), failed: z.int() });

/** The change of several instances. */
export const InstanceChanges = z.object({
  message: message(),
  action: ActionName,
  summary: Summary,
  results: described(z.array(Result), 'One entry for each instance.'),
  warning,
  dry_run: dryRun,
  job_id: z.optional(described(z.string(), 'The job that made the change.')),
  task_id: z.optional(described(z.string(), '`job_id` under its older name.')),
  stop_at: z.optional(time('When a job stops the instances.')),
  replayed: z.optional(described(z.literal(true), 'The answer repeats that of an earlier request with the same key.')),
});

/** An instance that was created. */
export const CreatedInstance = z.object({
  message: message(),
  instance_id: id,
  ...outcomeMembers,
  status: described(z.nullable(InstanceState), 'The state again, under its older name.'),
  job_id: described(z.string(), 'The job that created it.'),
  task_id: described(z.string(), '`job_id` under its older name.'),
  warning,
  stop_at: z.optional(time('When the job stops the instance.')),
  replayed: z.optional(described(z.literal(true), 'The answer repeats that of an earlier request with the same key.')),
});

/** What `create` would launch. */
export const CreateDryRun = z.object({
  message: message(),
  instance_id: z.null(),
  ...outcomeMembers,
  image_id: described(z.string(), 'The image that it would be launched from.'),
  instance_type: described(z.string(), 'The type that it would have.'),
  warning,
  dry_run: z.literal(true),
});
