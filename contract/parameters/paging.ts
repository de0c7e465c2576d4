import * as z from 'zod/mini';
import { Operation } from '../operations';
import { jobStatuses } from '../states';
import { paged, parameter } from './parameter';

/** Which part of a list is asked for. */
export const pagingParameters = {
  page_size: parameter({
    schema: z.int().check(z.gte(1), z.lte(1000)),
    kind: 'integer',
    operations: paged,
    rule: 'an integer from 1 to 1000',
    description: 'Entries in a page. Default: 100.',
  }),
  next_token: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(4096)),
    kind: 'text',
    operations: paged,
    rule: 'the next_token of the page before',
    description: 'The opaque cursor from the page before.',
  }),
  status: parameter({
    schema: z.array(z.enum(jobStatuses)).check(z.minLength(1)),
    kind: 'list',
    operations: [Operation.listJobs],
    rule: `one or more of ${jobStatuses.join(', ')}`,
    description: 'Only jobs of these statuses.',
  }),
} as const;
