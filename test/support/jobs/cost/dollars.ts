import type { Count } from './count';

/** List prices of us-east-1 in US dollars, without a free tier, as written down in November 2026. */
export const prices = {
  /** A state transition of a standard workflow. */
  transition: 0.025 / 1000,
  /** An invocation of a function. */
  invocation: 0.2 / 1_000_000,
  /** A GB-second of a function on ARM. */
  gigabyteSecond: 0.0000133334,
  /** A write unit of DynamoDB on demand. */
  write: 0.625 / 1_000_000,
  /** A read unit of DynamoDB on demand. */
  read: 0.125 / 1_000_000,
} as const;

/** Gigabytes of the function. */
const memory = 0.5;

/** Seconds that things are taken to last: on the long side, and as if no two calls were under way at a time. */
const lasting = { invocation: 0.02, ec2Call: 0.3, tableCall: 0.01 } as const;

/** What a job costs, in US dollars. */
export interface Dollars {
  readonly transitions: number;
  readonly lambda: number;
  readonly table: number;
  readonly total: number;
}

export function dollarsOf(count: Count): Dollars {
  const { invocations, ec2Calls, tableCalls, writeUnits, readUnits } = count;
  const seconds = invocations * lasting.invocation + ec2Calls * lasting.ec2Call + tableCalls * lasting.tableCall;
  const transitions = count.transitions * prices.transition;
  const lambda = invocations * prices.invocation + seconds * memory * prices.gigabyteSecond;
  const table = writeUnits * prices.write + readUnits * prices.read;
  return { transitions, lambda, table, total: transitions + lambda + table };
}
