import * as z from 'zod/mini';
import { instanceStates } from '../../../contract/states';

const milliseconds = z.number().check(z.nonnegative());
const reason = z.strictObject({ code: z.string(), message: z.string() });
const fallBack = z.strictObject({ to: z.enum(['stopped', 'terminated']), reason });
const tags = z.record(z.string(), z.string());

/** What a test may set on an instance. */
const properties = {
  tags: z.optional(tags),
  stopProtected: z.optional(z.boolean()),
  terminationProtected: z.optional(z.boolean()),
  rootVolume: z.optional(z.boolean()),
  tagsHidden: z.optional(z.boolean()),
  fallBack: z.optional(fallBack),
};

const added = z.strictObject({
  ...properties,
  instanceId: z.optional(z.string()),
  region: z._default(z.string(), 'us-east-1'),
  state: z.optional(z.enum(instanceStates)),
  name: z.optional(z.string()),
  instanceType: z.optional(z.string()),
  subnetId: z.optional(z.string()),
  addressing: z.optional(z.enum(['dynamic', 'elastic', 'none'])),
  publicIp: z.optional(z.string()),
  privateIp: z.optional(z.string()),
  spot: z.optional(z.enum(['one-time', 'persistent'])),
  hibernation: z.optional(z.boolean()),
});

const fault = z.strictObject({
  operation: z.string(),
  code: z.string(),
  message: z.optional(z.string()),
  status: z.optional(z.int()),
  body: z.optional(z.string()),
  acts: z.optional(z.boolean()),
  times: z.optional(z.int()),
  instanceId: z.optional(z.string()),
  instanceType: z.optional(z.string()),
});

/** What a test in another process can tell the simulation; carried out in this order. */
export const controlCommand = z.strictObject({
  /** Forget instances, faults and calls. */
  reset: z.optional(z.literal(true)),
  forgetCalls: z.optional(z.literal(true)),
  delays: z.optional(
    z.strictObject({
      pending: z.optional(milliseconds),
      stopping: z.optional(milliseconds),
      shuttingDown: z.optional(milliseconds),
      terminatedVisible: z.optional(milliseconds),
      visibility: z.optional(milliseconds),
    }),
  ),
  paging: z.optional(z.enum(['plain', 'erratic', 'endless'])),
  filtersIgnored: z.optional(z.boolean()),
  /** Milliseconds that calls take, by operation; `*` for all others. */
  latency: z.optional(z.record(z.string(), milliseconds)),
  quota: z.optional(z.int()),
  requiredTag: z.optional(z.nullable(z.strictObject({ key: z.string(), value: z.string() }))),
  launchFallBack: z.optional(z.nullable(fallBack)),
  disabledRegions: z.optional(z.array(z.string())),
  refusedAccessKeys: z.optional(z.array(z.string())),
  add: z.optional(z.array(added)),
  update: z.optional(z.array(z.strictObject({ ...properties, instanceId: z.string() }))),
  fail: z.optional(z.array(fault)),
  /** Milliseconds by which the clock is put forward. */
  advance: z.optional(milliseconds),
});
export type ControlCommand = z.infer<typeof controlCommand>;
