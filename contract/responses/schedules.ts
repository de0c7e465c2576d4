import * as z from 'zod/mini';
import { jobStatuses } from '../states';
import { described, message, nextToken, time } from './describe';
import { ProblemCode } from './instances';

const action = described(z.enum(['start', 'stop', 'reboot']), 'What the schedule does.');

/** One time to come. */
export const ScheduledTime = z.object({ action, at: time('When.') });

/** The last firing of a schedule. */
export const LastFiring = z.object({
  action,
  at: time('When it was due.'),
  job_id: z.optional(described(z.uuid(), 'The job that it began.')),
  status: described(
    z.enum([...jobStatuses, 'missed', 'refused']),
    "The status of its job; missed: it was over 15 minutes late; refused: the schedule's owner may not any more.",
  ),
  code: z.optional(ProblemCode),
});

const text = (description: string) => z.optional(described(z.string(), description));

const members = {
  name: described(z.string(), 'The name of the schedule.'),
  instance_id: z.optional(described(z.array(z.string()), 'Its instances, where it names them.')),
  tags: z.optional(described(z.record(z.string(), z.string()), 'The tags of its instances, where it selects by tags.')),
  start: text('When it starts them.'),
  stop: text('When it stops them.'),
  reboot: text('When it reboots them.'),
  time_zone: described(z.string(), 'The zone of its times.'),
  except: described(z.array(z.string()), 'Dates on which nothing is started or rebooted.'),
  enabled: described(z.boolean(), 'Whether it does anything.'),
  until: text('Its last date, included.'),
  region: described(z.string(), 'The region of its instances.'),
  description: text('What it is for.'),
  next: described(z.array(ScheduledTime), 'What it does next, at most five times.'),
  last: z.optional(LastFiring),
  owner: described(z.string(), 'The caller with whose rights it acts.'),
  created_at: time('When it was made.'),
  updated_at: time('When it was last replaced.'),
} as const;

/** What a dry run shows besides. */
export const SchedulePreview = z.object({
  next: described(z.array(ScheduledTime), 'What it would do next if it were enabled, at most ten times.'),
  count: z.optional(described(z.int(), 'Instances that it selects now.')),
  instance_ids: z.optional(described(z.array(z.string()), 'Their ids, at most a hundred.')),
  warning: text('Why the instances are not known.'),
});

/** A schedule in a list. */
export const ListedSchedule = z.object(members);

/** A schedule: the API contract, section 10. */
export const Schedule = z.object({
  message: message(),
  ...members,
  dry_run: z.optional(described(z.literal(true), 'Nothing was stored.')),
  preview: z.optional(SchedulePreview),
});

/** One page of schedules, by name. */
export const ScheduleList = z.object({
  message: message(),
  schedules: z.array(ListedSchedule),
  next_token: nextToken(),
});
