import * as z from 'zod/mini';
import { durationSeconds } from './durations';
import { dispatchable, Operation } from './routes';
import { instanceStates, jobStatuses } from './states';

/** How a parameter is read from text (path, query, form) before its schema sees it; JSON values pass as they are. */
export type Reading = 'text' | 'flag' | 'integer' | 'list' | 'tags';

interface Parameter<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  readonly reading: Reading;
  readonly operations: readonly Operation[];
  /** What is allowed, as the end of the sentence "must be …". */
  readonly rule: string;
  /** One sentence for the OpenAPI document. */
  readonly description: string;
  readonly aliases?: readonly string[];
  /** The header that carries it too. */
  readonly header?: string;
  /** Its value is never shown. */
  readonly secret?: true;
  /** An empty value that was given is `empty_selector`: never "all", never the default. */
  readonly selector?: true;
}

function parameter<Schema extends z.ZodMiniType>(entry: Parameter<Schema>): Parameter<Schema> {
  return entry;
}

const { list, status, start, stop, reboot, create, delete: remove, listJobs, getJob, cancelJob } = Operation;
const { getTocos, dispatch } = Operation;
const changes = [start, stop, reboot, create, remove] as const;
const ec2Operations = [list, status, ...changes] as const;
const regional = [...ec2Operations, listJobs, getJob, cancelJob] as const;

const secondsOf = z.pipe(
  z.string().check(z.refine((text) => inRange(durationSeconds(text)))),
  z.transform((text) => durationSeconds(text) ?? 0),
);
function inRange(seconds: number | undefined): boolean {
  return seconds !== undefined && seconds >= 1 && seconds <= 30 * 86_400;
}

const printable = /^[\x20-\x7e]{1,64}$/;
const tagSet = z
  .record(z.string().check(z.minLength(1), z.maxLength(128)), z.string().check(z.maxLength(256)))
  .check(z.refine((tags) => Object.keys(tags).length >= 1 && Object.keys(tags).length <= 50));
const credential = z.string().check(z.minLength(1), z.maxLength(4096));
const name255 = z.string().check(z.minLength(1), z.maxLength(255));

/** Every parameter of the API: its schema, where it is allowed and what is said of it (API contract, section 2). */
export const parameters = {
  instance_id: parameter({
    schema: z.array(z.string()).check(z.minLength(1)),
    reading: 'list',
    operations: [start, stop, reboot, status],
    rule: 'an instance id, a comma-separated list of ids, or a JSON array of ids',
    description: 'One instance id, a comma-separated list, or a JSON array; at most 100 in a synchronous request.',
    aliases: ['InstanceId', 'instanceId', 'instance_ids', 'InstanceIds'],
    selector: true,
  }),
  tags: parameter({
    schema: tagSet,
    reading: 'tags',
    operations: [start, stop, reboot, status, list, create],
    rule: '1 to 50 tags as a JSON object of strings (in a query or form: tag=Key=Value, repeated)',
    description:
      'Tags that must all match (AND); for `create`, the tags of the new instance. In a query: `tag=Key=Value`.',
    aliases: ['tag'],
    selector: true,
  }),
  region: parameter({
    schema: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/)),
    reading: 'text',
    operations: regional,
    rule: 'the name of an AWS region, such as us-east-1',
    description: "A region that the deployment allows; default: the deployment's own.",
    aliases: ['region_name'],
  }),
  aws_access_key_id: parameter({
    schema: z.string().check(z.regex(/^\w{12,128}$/)),
    reading: 'text',
    operations: ec2Operations,
    rule: 'an AWS access key id',
    description: "Act with the caller's own AWS credentials (lab profile only).",
    secret: true,
  }),
  aws_secret_access_key: parameter({
    schema: credential,
    reading: 'text',
    operations: ec2Operations,
    rule: 'an AWS secret access key',
    description: "The secret of the caller's own AWS credentials (lab profile only).",
    secret: true,
  }),
  aws_session_token: parameter({
    schema: credential,
    reading: 'text',
    operations: ec2Operations,
    rule: 'an AWS session token',
    description: "The session token of the caller's own AWS credentials (lab profile only).",
    secret: true,
  }),
  state: parameter({
    schema: z.array(z.enum(instanceStates)).check(z.minLength(1)),
    reading: 'list',
    operations: [list],
    rule: `one or more of ${instanceStates.join(', ')}`,
    description: 'States to list. Default: all but terminated.',
  }),
  page_size: parameter({
    schema: z.int().check(z.gte(1), z.lte(1000)),
    reading: 'integer',
    operations: [list, listJobs, getJob, status],
    rule: 'an integer from 1 to 1000',
    description: 'Entries in a page. Default: 100.',
  }),
  next_token: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(4096)),
    reading: 'text',
    operations: [list, listJobs, getJob, status],
    rule: 'the next_token of the page before',
    description: 'The opaque cursor that the page before gave.',
  }),
  status: parameter({
    schema: z.enum(jobStatuses),
    reading: 'text',
    operations: [listJobs],
    rule: `one of ${jobStatuses.join(', ')}`,
    description: 'Only jobs of this status.',
  }),
  dry_run: parameter({
    schema: z.boolean(),
    reading: 'flag',
    operations: changes,
    rule: 'true or false',
    description: 'Tell what would happen, and change nothing.',
  }),
  wait: parameter({
    schema: z.int().check(z.gte(0), z.lte(25)),
    reading: 'integer',
    operations: changes,
    rule: 'an integer from 0 to 25 (seconds)',
    description: 'Answer when the final state is reached, or with 202 and the job after so many seconds.',
  }),
  async: parameter({
    schema: z.boolean(),
    reading: 'flag',
    operations: changes,
    rule: 'true or false',
    description: 'Answer 202 and a job at once.',
  }),
  stop_after: parameter({
    schema: secondsOf,
    reading: 'text',
    operations: [start, create],
    rule: 'a duration from 1 s to 30 d, such as 90s, 15m, 2h, 1d or PT2H',
    description: 'Stop the instance again after this duration. Implies a job.',
  }),
  force: parameter({
    schema: z.boolean(),
    reading: 'flag',
    operations: [stop],
    rule: 'true or false',
    description: 'Stop without a shutdown of the operating system, as in EC2 StopInstances. Data may be lost.',
  }),
  hibernate: parameter({
    schema: z.boolean(),
    reading: 'flag',
    operations: [stop],
    rule: 'true or false',
    description: 'Hibernate; where the instance cannot, it is stopped, and the outcome carries a warning.',
  }),
  username: parameter({
    schema: z.string().check(z.regex(/^[a-z_][a-z0-9_-]{0,31}$/)),
    reading: 'text',
    operations: [create],
    rule: 'a login name: a lower-case letter or _, then at most 31 of a-z, 0-9, _ and -',
    description: 'Login user to make on the instance, with `password`.',
  }),
  password: parameter({
    schema: z.string().check(z.minLength(8), z.maxLength(128)),
    reading: 'text',
    operations: [create],
    rule: '8 to 128 characters',
    description: "The login user's password; only its SHA-512 crypt hash leaves the request.",
    secret: true,
  }),
  image_id: parameter({
    schema: z.string().check(z.regex(/^ami-[0-9a-f]{8}(?:[0-9a-f]{9})?$/)),
    reading: 'text',
    operations: [create],
    rule: 'an image id: "ami-" and 8 or 17 hexadecimal digits',
    description: 'Image of the instance. Default: the newest Amazon Linux 2023.',
  }),
  instance_type: parameter({
    schema: z.string().check(z.regex(/^[a-z0-9-]{2,32}\.[a-z0-9-]{2,32}$/)),
    reading: 'text',
    operations: [create],
    rule: 'an instance type, such as t2.micro',
    description: 'Type of the instance, one that the deployment allows. Default: t2.micro.',
  }),
  name: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(256)),
    reading: 'text',
    operations: [create],
    rule: '1 to 256 characters',
    description: 'The `Name` tag of the instance.',
  }),
  key_name: parameter({
    schema: name255,
    reading: 'text',
    operations: [create],
    rule: '1 to 255 characters',
    description: 'EC2 key pair to log in with.',
  }),
  subnet_id: parameter({
    schema: z.string().check(z.regex(/^subnet-[0-9a-f]{8}(?:[0-9a-f]{9})?$/)),
    reading: 'text',
    operations: [create],
    rule: 'a subnet id: "subnet-" and 8 or 17 hexadecimal digits',
    description: 'Subnet of the instance. Default: one of the default VPC.',
  }),
  security_group_ids: parameter({
    schema: z
      .array(z.string().check(z.regex(/^sg-[0-9a-f]{8}(?:[0-9a-f]{9})?$/)))
      .check(z.minLength(1), z.maxLength(16)),
    reading: 'list',
    operations: [create],
    rule: '1 to 16 security group ids: "sg-" and 8 or 17 hexadecimal digits',
    description: 'Security groups of the instance.',
  }),
  idempotency_key: parameter({
    schema: z.string().check(z.regex(printable)),
    reading: 'text',
    operations: changes,
    rule: '1 to 64 printable ASCII characters',
    description: 'The same caller, key and request gives the same job. Implies a job.',
    header: 'idempotency-key',
  }),
  action: parameter({
    schema: z.enum(dispatchable),
    reading: 'text',
    operations: [dispatch],
    rule: `one of ${dispatchable.join(', ')}`,
    description: 'What to do. Default: status.',
  }),
  target: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(64)),
    reading: 'text',
    operations: [remove],
    rule: 'a public IPv4 address, a private IPv4 address or an instance id',
    description: 'Public IPv4 address, private IPv4 address or id of the instance.',
  }),
  job_id: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(64)),
    reading: 'text',
    operations: [getJob, cancelJob],
    rule: 'the id of a job',
    description: 'The id of the job.',
  }),
  user: parameter({
    schema: z.string().check(z.maxLength(256)),
    reading: 'text',
    operations: [getTocos],
    rule: 'at most 256 characters',
    description: 'The name of the user.',
  }),
} as const;

export type ParameterName = keyof typeof parameters;

/** The parameters of a request after reading: typed, and absent where not given. */
export type Parameters = { readonly [Name in ParameterName]?: z.output<(typeof parameters)[Name]['schema']> };

/** The entry of a parameter, with its optional members readable. */
export function parameterEntry(name: ParameterName): Parameter<z.ZodMiniType> {
  return parameters[name];
}

/** The names that an operation takes. */
export function parametersOf(operation: Operation): readonly ParameterName[] {
  return parameterNames.filter((name) => parameterEntry(name).operations.includes(operation));
}

export const parameterNames = Object.keys(parameters) as ParameterName[];

/** Every accepted spelling of a parameter, led to its name. */
export const spellings: ReadonlyMap<string, ParameterName> = new Map(
  parameterNames.flatMap((name) => [name, ...(parameterEntry(name).aliases ?? [])].map((spelling) => [spelling, name])),
);
