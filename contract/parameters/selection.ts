import * as z from 'zod/mini';
import { dispatchable, Operation } from '../operations';
import { syntax, whole } from '../patterns';
import { instanceStates } from '../states';
import { parameter, regional } from './parameter';

const tagSet = z
  .record(z.string().check(z.minLength(1), z.maxLength(128)), z.string().check(z.maxLength(256)))
  .check(z.refine((tags) => Object.keys(tags).length >= 1 && Object.keys(tags).length <= 50));

const ipv4 = whole(syntax.ipv4);

/** Which instances, jobs or region a request is about. */
export const selectionParameters = {
  instance_id: parameter({
    schema: z.array(z.string()).check(z.minLength(1)),
    kind: 'list',
    operations: [
      Operation.start,
      Operation.stop,
      Operation.reboot,
      Operation.status,
      Operation.listJobs,
      Operation.putSchedule,
    ],
    rule: 'an instance id, a comma-separated list of ids, or a JSON array of ids',
    description:
      'One instance id, a comma-separated list, or a JSON array; at most 100 in a synchronous request. For jobs: only jobs of this one instance.',
    aliases: ['InstanceId', 'instanceId', 'instance_ids', 'InstanceIds'],
    selector: true,
  }),
  tags: parameter({
    schema: tagSet,
    kind: 'tags',
    operations: [
      Operation.start,
      Operation.stop,
      Operation.reboot,
      Operation.status,
      Operation.list,
      Operation.create,
      Operation.putSchedule,
    ],
    rule: '1 to 50 tags as a JSON object of strings (in a query or form: tag=Key=Value, repeated)',
    textRule: '1 to 50 tags, each as tag=Key=Value, such as tag=Env=dev',
    description:
      'Tags that must all match (AND); for `create`, the tags of the new instance. In a query: `tag=Key=Value`.',
    aliases: ['tag'],
    selector: true,
  }),
  region: parameter({
    schema: z.string().check(z.regex(whole(syntax.region))),
    kind: 'text',
    operations: regional,
    rule: 'the name of an AWS region, such as us-east-1',
    description: "A region that the deployment allows; default: the deployment's own.",
    aliases: ['region_name'],
  }),
  state: parameter({
    schema: z.array(z.enum(instanceStates)).check(z.minLength(1)),
    kind: 'list',
    operations: [Operation.list],
    rule: `one or more of ${instanceStates.join(', ')}`,
    description: 'States to list. Default: all but terminated.',
  }),
  target: parameter({
    schema: z.string().check(
      z.maxLength(64),
      z.refine((text) => text.startsWith('i-') || ipv4.test(text)),
    ),
    kind: 'text',
    operations: [Operation.delete],
    rule: 'a public IPv4 address, a private IPv4 address or an instance id',
    description: 'Public IPv4 address, private IPv4 address or id of the instance.',
  }),
  user: parameter({
    schema: z.string().check(z.maxLength(256)),
    kind: 'text',
    operations: [Operation.getTocos],
    rule: 'at most 256 characters',
    description: 'The name of the user.',
  }),
  job_id: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(64)),
    kind: 'text',
    operations: [Operation.getJob, Operation.cancelJob],
    rule: 'the id of a job',
    description: 'The id of the job.',
  }),
  action: parameter({
    schema: z.enum(dispatchable),
    kind: 'text',
    operations: [Operation.dispatch],
    rule: `one of ${dispatchable.join(', ')}`,
    description: 'What to do. Default: status.',
  }),
} as const;
