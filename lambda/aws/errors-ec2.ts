import type { ProblemCode } from '../../contract/problems';

/** What one or more of EC2's error codes are to a client of this API. */
export interface Ec2ErrorRow {
  /** EC2's codes: exact ones, or a pattern. */
  readonly codes: readonly string[] | RegExp;
  readonly problem: ProblemCode;
  /** A sentence for people. On a 4xx problem, what EC2 itself says follows it. */
  readonly detail: string;
  /** What EC2's message must say for the row to fit. */
  readonly message?: RegExp;
  /** The one EC2 operation that the row is for: a code means something else for each. */
  readonly operation?: 'RunInstances' | 'StartInstances';
  /** EC2's message adds nothing, or is wrong. */
  readonly silent?: true;
}

const launch = { operation: 'RunInstances', problem: 'invalid_launch_parameter' } as const;
const incorrectState = ['IncorrectInstanceState', 'IncorrectState', 'IncorrectSpotRequestState'] as const;
const launchRefused = 'EC2 does not accept a parameter of the launch.';

/**
 * The table of EC2's error codes (contract, section 6). The first row that fits counts. Codes about credentials and rights
 * that have no row here depend on whose call it was (`credentialProblem`). Whatever else EC2 refuses with a status below 500
 * has no row: it is `invalid_launch_parameter` on a launch, else `refused_by_ec2`.
 * @see docs/decisions/0031
 */
export const ec2Errors: readonly Ec2ErrorRow[] = [
  {
    codes: ['InvalidInstanceID.Malformed'],
    problem: 'invalid_instance_id',
    detail: 'EC2 does not take this for an instance id.',
  },
  { codes: ['InvalidInstanceID.NotFound'], problem: 'instance_not_found', detail: 'EC2 knows no such instance here.' },
  {
    codes: ['IncorrectSpotRequestState'],
    operation: 'StartInstances',
    problem: 'instance_busy',
    detail: 'The Spot request of the instance is still changing its state.',
  },
  {
    codes: incorrectState,
    message: /\bpending\b|\bstopping\b|never reached/i,
    problem: 'instance_busy',
    detail: 'The instance is changing its state.',
  },
  {
    codes: incorrectState,
    problem: 'incorrect_state',
    detail: 'The state of the instance does not permit this.',
  },
  {
    codes: ['OperationNotPermitted'],
    message: /disableApiStop|may not be stopped/i,
    problem: 'stop_protected',
    detail: 'The instance has stop protection (disableApiStop).',
    silent: true,
  },
  {
    codes: ['OperationNotPermitted'],
    message: /disableApiTermination|may not be terminated/i,
    problem: 'termination_protected',
    detail: 'The instance has termination protection (disableApiTermination).',
    silent: true,
  },
  { codes: ['Unsupported', 'UnsupportedOperation'], ...launch, detail: 'EC2 does not support this launch.' },
  // A subscription that the image needs, not credentials.
  { codes: ['OptInRequired'], ...launch, detail: 'The launch needs a subscription or terms to be accepted.' },
  {
    codes: ['OptInRequired'],
    operation: 'StartInstances',
    problem: 'refused_by_ec2',
    detail: 'The instance needs a subscription or terms to be accepted.',
  },
  { codes: ['AuthFailure'], message: /not authorized for images/i, ...launch, detail: launchRefused },
  { codes: ['TagLimitExceeded'], ...launch, detail: launchRefused },
  {
    codes: ['PendingVerification', 'Blocked'],
    problem: 'account_not_ready',
    detail: 'AWS does not let the account do this yet.',
  },
  {
    codes: ['RequestExpired'],
    problem: 'aws_unavailable',
    detail: 'The clocks of AWS and of this API differ at present.',
  },
  {
    codes: ['UnsupportedOperation'],
    message: /\bspot\b/i,
    problem: 'spot_not_stoppable',
    detail: 'A Spot Instance of a one-time request can only be terminated.',
  },
  {
    codes: ['UnsupportedOperation', 'Unsupported', 'UnsupportedHibernationConfiguration', 'OperationNotPermitted'],
    problem: 'unsupported_operation',
    detail: 'The instance does not support this.',
  },
  {
    codes: ['InvalidParameterValue'],
    message: /volume attached at root/i,
    problem: 'root_volume_missing',
    detail: 'The instance has no root volume attached: attach one before starting it.',
  },
  {
    codes: ['InsufficientFreeAddressesInSubnet'],
    problem: 'subnet_full',
    detail: 'The subnet has no free address left: name another subnet, or free an address.',
  },
  {
    codes: /^Insufficient\w*Capacity|^InsufficientAddresses$|^ReservationCapacityExceeded$/,
    problem: 'insufficient_capacity',
    detail:
      'AWS has no capacity for this instance type in its Availability Zone at present. Try again in some minutes.',
  },
  {
    codes: /^(RequestLimitExceeded|EC2ThrottledException|Throttl\w+|RequestThrottled\w*|SlowDown|TooManyRequests\w*)$/,
    problem: 'aws_throttled',
    detail: 'The AWS account makes more EC2 requests in this region than AWS accepts at present.',
  },
  {
    // Of filters there are too many in one call: no quota is used up.
    codes: /(?<!^Filter)LimitExceeded$|^MaxSpotInstanceCountExceeded$|^ResourceCountExceeded$/,
    problem: 'quota_exceeded',
    detail: 'A quota of the AWS account is used up: free something, or ask AWS for a higher quota.',
  },
  {
    codes: ['IdempotentParameterMismatch', 'IdempotentInstanceTerminated'],
    problem: 'idempotency_key_reused',
    detail: 'The idempotency key was used for a launch with other parameters.',
  },
  {
    codes: ['InvalidPaginationToken', 'InvalidNextToken'],
    problem: 'invalid_cursor',
    detail: 'EC2 no longer takes this cursor: start again from the first page, without next_token.',
    silent: true,
  },
  {
    codes: ['InvalidParameterValue'],
    message: /next.?token|pagination.?token/i,
    problem: 'invalid_cursor',
    detail: 'EC2 no longer takes this cursor: start again from the first page, without next_token.',
    silent: true,
  },
  {
    codes: /^(InvalidAMIID|InvalidSubnet|InvalidSubnetID|InvalidGroup|InvalidGroupId|InvalidKeyPair)(\.|$)/,
    problem: 'invalid_launch_parameter',
    detail: launchRefused,
  },
  {
    codes: /^(InternalError|InternalFailure)$/,
    problem: 'aws_unavailable',
    detail: 'EC2 reports an internal error.',
  },
  {
    codes: /^(Unavailable|ServiceUnavailable|ServerUnavailable)$/,
    problem: 'aws_unavailable',
    detail: 'EC2 is not available at present.',
  },
];
