import * as z from 'zod/mini';
import { durationSeconds } from '../durations';
import { Front, longestWait } from '../fronts';
import { Operation } from '../operations';
import { changes, flagRule, parameter } from './parameter';

const inRange = (seconds: number | undefined): boolean =>
  seconds !== undefined && seconds >= 1 && seconds <= 30 * 86_400;

const secondsOf = z.pipe(
  z.string().check(z.refine((text) => inRange(durationSeconds(text)))),
  z.transform((text) => durationSeconds(text) ?? 0),
);

const printable = /^[\x20-\x7e]{1,64}$/;

/** Makes the schema of `wait`. */
function waitOf(front: Front) {
  const most = longestWait[front];
  return { schema: z.int().check(z.gte(0), z.lte(most)), rule: `an integer from 0 to ${most} (seconds)` };
}

/** The parameters that take other values where a server serves the API. */
export const serverValues = { wait: waitOf(Front.server) } as const;

/** How a change is made. */
export const changeParameters = {
  dry_run: parameter({
    schema: z.boolean(),
    kind: 'flag',
    operations: [...changes, Operation.putSchedule],
    rule: flagRule,
    description: 'Show what would happen, and change nothing.',
  }),
  wait: parameter({
    ...waitOf(Front.function),
    kind: 'integer',
    operations: [...changes, Operation.getJob],
    description:
      'Answer when the final state is reached, or after this many seconds with 202 and the job. For a job: answer when it has ended, or after this many seconds.',
  }),
  async: parameter({
    schema: z.boolean(),
    kind: 'flag',
    operations: changes,
    rule: flagRule,
    description: 'Answer 202 and a job at once.',
  }),
  stop_after: parameter({
    schema: secondsOf,
    kind: 'text',
    operations: [Operation.start, Operation.create],
    rule: 'a duration from 1 s to 30 d, such as 90s, 15m, 2h, 1d or PT2H',
    description:
      'Stop the instance again when it has been running for this duration. An instance that somebody has stopped and started again keeps running. Implies a job.',
  }),
  force: parameter({
    schema: z.boolean(),
    kind: 'flag',
    operations: [Operation.stop],
    rule: flagRule,
    description: 'Stop without a shutdown of the operating system, as in EC2 StopInstances. Data may be lost.',
  }),
  hibernate: parameter({
    schema: z.boolean(),
    kind: 'flag',
    operations: [Operation.stop],
    rule: flagRule,
    description: 'Hibernate. An instance that cannot hibernate is stopped, and its outcome has a warning.',
  }),
  idempotency_key: parameter({
    schema: z.string().check(z.regex(printable)),
    kind: 'text',
    operations: changes,
    rule: '1 to 64 printable ASCII characters',
    description: 'The same caller, key and request gives the same job. Implies a job.',
    header: 'idempotency-key',
  }),
} as const;
