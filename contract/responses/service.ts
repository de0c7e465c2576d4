import * as z from 'zod/mini';
import { CallerAction } from '../actions';
import { Compute } from '../docker';
import { Auth, Profile } from '../environment';
import { described, message } from './describe';
import { ProblemCode } from './instances';

/** A problem document (RFC 9457): the API contract, section 6. */
export const Problem = z.object({
  type: described(z.string(), 'The kind of problem: `urn:ec2-control:problem:` and the code.'),
  title: described(z.string(), 'The kind in words; the same for every problem of the code.'),
  status: described(z.int(), 'The HTTP status.'),
  code: ProblemCode,
  detail: described(z.string(), 'What was received, what is allowed, and what to do.'),
  request_id: described(z.string(), 'The request in the log of the function.'),
  retryable: described(z.boolean(), 'Whether the same request may succeed later.'),
  retry_after: z.optional(described(z.int(), 'Seconds to wait before it; also in the header `retry-after`.')),
  instance_id: z.optional(described(z.string(), 'The instance with the problem.')),
  aws_code: z.optional(described(z.string(), "EC2's own code.")),
  errors: z.optional(
    described(
      z.array(
        z.object({
          parameter: described(z.string(), 'The parameter that is wrong.'),
          detail: described(z.string(), 'What is wrong with it.'),
        }),
      ),
      'Every parameter that is wrong.',
    ),
  ),
});

/** That the API runs, and which one it is. */
export const Health = z.object({
  status: z.literal('ok'),
  version: described(z.string(), 'The version of the API.'),
  region: described(z.string(), "The deployment's own region."),
  profile: described(z.enum(Object.values(Profile)), 'lab: open, for emulators; production: callers have keys.'),
});

/** What the caller may do here. */
export const Me = z.object({
  message: message(),
  name: described(z.string(), 'The name of the caller.'),
  actions: described(z.array(z.enum(Object.values(CallerAction))), 'What the caller may do.'),
  tags: z.optional(
    described(z.record(z.string(), z.string()), 'The tags that an instance must have for the caller to see it.'),
  ),
  auth: described(z.enum(Object.values(Auth)), 'How callers are known.'),
  default_instance_id: z.optional(described(z.string(), 'The instance of a request that names none.')),
  regions: described(z.array(z.string()), 'Regions that a request may name.'),
  instance_types: described(z.array(z.string()), 'Types that may be launched.'),
  compute: described(z.enum(Object.values(Compute)), 'What the instances are.'),
});

/** Links from the root of the API. */
export const Index = z.object({
  name: described(z.string(), 'The name of the API.'),
  version: described(z.string(), 'The version of the API.'),
  profile: z.enum(Object.values(Profile)),
  auth: z.enum(Object.values(Auth)),
  links: described(z.record(z.string(), z.string()), 'Relative references to the main resources.'),
});

/** One user of the course service's sample data. */
export const TocosEntry = z.object({
  user: described(z.string(), 'The name of the user.'),
  tocos: described(z.int(), 'The tocos that the user has.'),
});

export const TocosList = z.array(TocosEntry);
