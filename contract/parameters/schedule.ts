import * as z from 'zod/mini';
import { Operation } from '../operations';
import { mostExceptions } from '../schedules';
import { parameter } from './parameter';

const operations = [Operation.putSchedule];

/**
 * Makes the parameter that says when an action is due. The rules of schedules read it in full, and find what is wrong
 * with it.
 */
function timing(action: 'start' | 'stop' | 'reboot') {
  return parameter({
    schema: z.string().check(z.maxLength(256)),
    kind: 'text',
    operations,
    rule: 'cron with five fields, cron(…) with six, or a moment YYYY-MM-DDThh:mm',
    description: `When to ${action}: \`0 8 * * mon-fri\`, \`cron(0 8 ? * MON-FRI *)\` or \`2026-12-24T12:00\`, in \`time_zone\`.`,
  });
}

/** What a schedule says, beside the instances that it is about. */
export const scheduleParameters = {
  start: timing('start'),
  stop: timing('stop'),
  reboot: timing('reboot'),
  time_zone: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(64)),
    kind: 'text',
    operations,
    rule: 'an IANA time zone, such as Europe/Paris',
    description: 'The zone of the times. Default: UTC.',
  }),
  except: parameter({
    schema: z.array(z.string()).check(z.maxLength(mostExceptions)),
    kind: 'list',
    operations,
    rule: `at most ${mostExceptions} dates or ranges, such as 2026-12-25 or 2026-12-28/2027-01-01`,
    description: 'Dates on which nothing is started or rebooted; stops still happen.',
  }),
  enabled: parameter({
    schema: z.boolean(),
    kind: 'flag',
    operations,
    rule: 'true or false',
    description: 'Whether the schedule fires. Default: true.',
  }),
  until: parameter({
    schema: z.string().check(z.maxLength(10)),
    kind: 'text',
    operations,
    rule: 'a date, such as 2026-12-31',
    description: 'The last date, included, in the zone.',
  }),
  description: parameter({
    schema: z.string().check(z.maxLength(256)),
    kind: 'text',
    operations,
    rule: 'at most 256 characters',
    description: 'What the schedule is for.',
  }),
} as const;
