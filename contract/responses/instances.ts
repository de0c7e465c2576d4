import * as z from 'zod/mini';
import { problemCodes } from '../problems';
import { shownStates } from '../states';
import { described, message, nextToken, time } from './describe';

/** The state of an instance. */
export const InstanceState = described(z.enum(shownStates), 'The state of an instance, as EC2 names it.');

/** Why a state was entered, by EC2's account. */
export const StateReason = described(
  z.object({
    code: described(z.string(), "EC2's code, such as Client.UserInitiatedShutdown."),
    message: described(z.string(), "EC2's sentence."),
  }),
  'Why the instance entered its state.',
);

const address = (kind: string) =>
  described(z.nullable(z.string()), `The ${kind} IPv4 address; null where there is none.`);

/** One instance: `instance` of the API contract, section 3. */
export const Instance = z.object({
  instance_id: described(z.string(), 'The id of the instance.'),
  name: described(z.nullable(z.string()), 'The value of its `Name` tag; null where there is none.'),
  state: InstanceState,
  ip: address('public'),
  private_ip: address('private'),
  instance_type: described(z.nullable(z.string()), 'Its type, such as t2.micro; null where EC2 does not say.'),
  availability_zone: described(z.nullable(z.string()), 'Its Availability Zone; null where EC2 does not say.'),
  launch_time: described(z.nullable(z.iso.datetime()), 'When it was last started; null where EC2 does not say.'),
  tags: described(z.record(z.string(), z.string()), 'Every tag, by key.'),
  state_reason: z.optional(StateReason),
  spot: described(z.boolean(), 'Whether it is a Spot Instance.'),
  auto_scaling_group: z.optional(described(z.string(), 'The Auto Scaling group that it belongs to.')),
  manageable: described(z.boolean(), 'Whether the guards of this API allow changes.'),
  stop_at: z.optional(time('When a job stops it.')),
  job_id: z.optional(described(z.string(), 'The job that stops it at `stop_at`.')),
});

/** The kind of a problem, for programs. */
export const ProblemCode = described(
  z.enum(problemCodes),
  'The kind of problem, for programs: docs/errors.md has an entry for each.',
);

/** Why one instance was refused, failed or could not be read. */
export const reason = {
  code: ProblemCode,
  detail: described(z.string(), 'What happened and what to do, in words.'),
  retryable: described(z.boolean(), 'Whether the same request may succeed later.'),
  aws_code: z.optional(described(z.string(), "EC2's own code.")),
} as const;

/** An id that could not be read. */
export const UnreadInstance = z.object({ instance_id: described(z.string(), 'The id as it was given.'), ...reason });

const warning = z.optional(described(z.string(), 'What is missing from the answer, and why.'));

/** One page of instances. */
export const InstanceList = z.object({
  message: message(),
  region: described(z.string(), 'The region of the instances.'),
  count: described(z.int(), 'Instances on this page.'),
  instance_ids: described(z.array(z.string()), 'Their ids.'),
  instances: z.array(Instance),
  next_token: nextToken(),
  warning,
});

/** The status of one instance. */
export const InstanceStatus = z.object({
  message: message(),
  instance_id: described(z.string(), 'The id of the instance.'),
  status: InstanceState,
  ip: address('public'),
  instance: Instance,
  warning,
});

/** The status of several instances. */
export const InstanceStatuses = z.object({
  message: message(),
  instances: described(z.array(Instance), 'Those that could be read.'),
  results: described(z.array(UnreadInstance), 'Those that could not be read.'),
  warning,
});
