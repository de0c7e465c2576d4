import type { FaultRule } from './microburst';

/** A fault of EC2, and what becomes of a job of one instance that meets it. */
export interface FaultRow {
  readonly fault: string;
  readonly action: 'start' | 'stop' | 'reboot' | 'delete';
  readonly rule: Omit<FaultRule, 'about'>;
  /** How often EC2 is asked in vain: by the SDK within a try, and by the job. */
  readonly fired: number;
  /** Of the job that fails; absent when it succeeds all the same. */
  readonly error?: { readonly code: string; readonly aws_code?: string; readonly retryable: boolean };
  /** What the failed job's message says. */
  readonly says?: string;
}

const throttled = { code: 'RequestLimitExceeded', status: 503, message: 'Request limit exceeded.' };
const noCapacity = {
  code: 'InsufficientInstanceCapacity',
  status: 500,
  message: 'We currently do not have sufficient capacity in the Availability Zone you requested.',
};
const internal = { code: 'InternalError', status: 500, message: 'An internal error has occurred' };
const unavailable = { code: 'Unavailable', status: 503, message: 'The service is unavailable.' };
const start = 'StartInstances';

/**
 * One fault a row, for a deployment whose jobs make three tries. The SDK itself asks up to three times within a try when
 * it is throttled, when EC2 has an error of its own, and when the connection breaks.
 */
export const faultRows: readonly FaultRow[] = [
  {
    fault: 'an EC2 that is silent for longer than is waited for',
    action: 'start',
    rule: { operation: start, latency: 12_000 },
    fired: 1,
    error: { code: 'aws_timeout', retryable: true },
    says: 'did not answer in time. Whether it carried the request out is not known.',
  },
  {
    fault: 'throttling that passes',
    action: 'start',
    rule: { operation: start, error: throttled, times: 4 },
    fired: 4,
  },
  {
    fault: 'throttling that stays',
    action: 'start',
    rule: { operation: start, error: throttled },
    fired: 9,
    error: { code: 'aws_throttled', aws_code: 'RequestLimitExceeded', retryable: true },
    says: 'It was tried 3 times.',
  },
  {
    fault: 'throttling of the first look, that passes',
    action: 'start',
    rule: { operation: 'DescribeInstances', error: throttled, times: 4 },
    fired: 4,
  },
  {
    fault: 'throttling of a termination, that passes',
    action: 'delete',
    rule: { operation: 'TerminateInstances', error: throttled, times: 4 },
    fired: 4,
  },
  {
    fault: 'missing capacity that comes',
    action: 'start',
    rule: { operation: start, error: noCapacity, times: 2 },
    fired: 2,
  },
  {
    fault: 'missing capacity that stays away',
    action: 'start',
    rule: { operation: start, error: noCapacity },
    fired: 3,
    error: { code: 'insufficient_capacity', aws_code: 'InsufficientInstanceCapacity', retryable: true },
    says: 'It was tried 3 times.',
  },
  {
    fault: 'an internal error of EC2, twice',
    action: 'start',
    rule: { operation: start, error: internal, times: 2 },
    fired: 2,
  },
  {
    // It may have rebooted: a second call would reboot it twice, and no look tells.
    fault: 'an internal error of EC2 at a reboot',
    action: 'reboot',
    rule: { operation: 'RebootInstances', error: internal, times: 1 },
    fired: 1,
    error: { code: 'aws_unavailable', aws_code: 'InternalError', retryable: true },
  },
  {
    fault: 'an internal error of EC2 that stays',
    action: 'start',
    rule: { operation: start, error: internal },
    fired: 3,
    error: { code: 'aws_unavailable', aws_code: 'InternalError', retryable: true },
    says: 'EC2 reports an internal error.',
  },
  {
    fault: 'an EC2 that is not available',
    action: 'stop',
    rule: { operation: 'StopInstances', error: unavailable },
    fired: 3,
    error: { code: 'aws_unavailable', aws_code: 'Unavailable', retryable: true },
    says: 'EC2 is not available at present.',
  },
  {
    fault: 'a dropped connection',
    action: 'start',
    rule: { operation: start, reset: true, times: 1 },
    fired: 1,
  },
  {
    fault: 'connections that are dropped again and again',
    action: 'stop',
    rule: { operation: 'StopInstances', reset: true },
    fired: 3,
    error: { code: 'aws_timeout', retryable: true },
  },
  {
    fault: 'an answer that is lost after EC2 has carried the call out',
    action: 'start',
    rule: { operation: start, response: { abort_bytes: 0 }, times: 1 },
    fired: 1,
  },
  {
    fault: 'answers that are lost again and again after EC2 has carried the call out',
    action: 'stop',
    rule: { operation: 'StopInstances', response: { abort_bytes: 0 } },
    fired: 3,
  },
  {
    fault: 'an answer that is cut short',
    action: 'start',
    rule: { operation: start, response: { truncate_frac: 0.5 }, times: 1 },
    fired: 1,
  },
  {
    fault: 'an EC2 that is slow',
    action: 'stop',
    rule: { operation: 'StopInstances', latency: 1_500, times: 1 },
    fired: 1,
  },
];
