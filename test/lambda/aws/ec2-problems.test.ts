import { problemKind } from '../../../contract/problems';
import { type Ec2Error, ec2Problem } from '../../../lambda/aws/ec2-problems';
import type { Problem } from '../../../lambda/domain/problem';

const own = { region: 'us-east-1', deploymentRegion: 'us-east-1', callerCredentials: false };
const elsewhere = { ...own, region: 'me-south-1' };
const callers = { ...elsewhere, callerCredentials: true };

function problem(error: Partial<Ec2Error>, context = own, operation = 'StopInstances'): Problem {
  return ec2Problem({ code: 'Unnamed', message: '', status: 400, ...error }, context, operation);
}

function statusOf({ code, extras }: Problem): number {
  return extras.status ?? problemKind(code).status;
}

describe('what an EC2 error is to a client', () => {
  // One line for each code of the contract's table: EC2's code, EC2's message, EC2's status, then ours.
  test.each([
    ['InvalidInstanceID.Malformed', 'Invalid id: "i-1"', 400, 400, 'invalid_instance_id'],
    ['InvalidInstanceID.NotFound', "The instance ID 'i-00000000' does not exist", 400, 404, 'instance_not_found'],
    ['IncorrectInstanceState', "The instance 'i-00000000' is not in a state", 400, 409, 'incorrect_state'],
    ['IncorrectInstanceState', "it has never reached the 'running' state", 400, 409, 'instance_busy'],
    ['IncorrectState', 'The instance is stopping', 400, 409, 'instance_busy'],
    ['IncorrectSpotRequestState', 'not in an appropriate state', 400, 409, 'incorrect_state'],
    ['OperationNotPermitted', "may not be stopped. Modify its 'disableApiStop'", 400, 409, 'stop_protected'],
    [
      'OperationNotPermitted',
      "may not be terminated. Modify its 'disableApiTermination'",
      400,
      409,
      'termination_protected',
    ],
    // moto's words for stop protection.
    ['OperationNotPermitted', "may not be terminated. Modify its 'disableApiStop'", 400, 409, 'stop_protected'],
    ['OperationNotPermitted', 'This is not supported', 400, 409, 'unsupported_operation'],
    ['UnsupportedOperation', 'is a spot instance and may not be stopped', 400, 409, 'spot_not_stoppable'],
    ['UnsupportedOperation', 'is instance-store backed', 400, 409, 'unsupported_operation'],
    ['UnsupportedHibernationConfiguration', 'was not launched with hibernation', 400, 409, 'unsupported_operation'],
    [
      'InvalidParameterValue',
      'Instance does not have a volume attached at root (/dev/xvda)',
      400,
      409,
      'root_volume_missing',
    ],
    ['InsufficientInstanceCapacity', '', 500, 503, 'insufficient_capacity'],
    ['InsufficientHostCapacity', '', 500, 503, 'insufficient_capacity'],
    ['InsufficientReservedInstanceCapacity', '', 400, 503, 'insufficient_capacity'],
    ['InsufficientAddressCapacity', '', 400, 503, 'insufficient_capacity'],
    ['InsufficientFreeAddressesInSubnet', '', 400, 409, 'subnet_full'],
    ['RequestLimitExceeded', '', 503, 503, 'aws_throttled'],
    ['EC2ThrottledException', '', 400, 503, 'aws_throttled'],
    ['Throttling', '', 400, 503, 'aws_throttled'],
    ['ThrottlingException', '', 400, 503, 'aws_throttled'],
    ['InstanceLimitExceeded', '', 400, 409, 'quota_exceeded'],
    ['VcpuLimitExceeded', '', 400, 409, 'quota_exceeded'],
    ['MaxSpotInstanceCountExceeded', '', 400, 409, 'quota_exceeded'],
    ['IdempotentParameterMismatch', '', 400, 409, 'idempotency_key_reused'],
    ['InternalError', '', 500, 502, 'aws_unavailable'],
    ['InternalFailure', '', 500, 502, 'aws_unavailable'],
    ['Unavailable', '', 503, 503, 'aws_unavailable'],
    ['ServiceUnavailable', '', 503, 503, 'aws_unavailable'],
    ['InvalidPaginationToken', 'Unable to parse pagination token', 400, 400, 'invalid_cursor'],
    ['InvalidNextToken', '', 400, 400, 'invalid_cursor'],
    ['InvalidParameterValue', 'Value (x) for parameter nextToken is invalid', 400, 400, 'invalid_cursor'],
    ['UnauthorizedOperation', '', 403, 502, 'role_misconfigured'],
    ['AuthFailure', '', 401, 502, 'role_misconfigured'],
  ])('%s "%s" (%i) is %i %s', (code, message, status, expectedStatus, expected) => {
    const found = problem({ code, message, status });

    expect([statusOf(found), found.code, found.extras.awsCode]).toEqual([expectedStatus, expected, code]);
  });

  test.each([
    'InvalidAMIID.NotFound',
    'InvalidAMIID.Malformed',
    'InvalidAMIID.Unavailable',
    'InvalidSubnetID.NotFound',
    'InvalidGroup.NotFound',
    'InvalidKeyPair.NotFound',
    'InvalidParameterValue',
    'InvalidParameterCombination',
    'InvalidBlockDeviceMapping',
    'InvalidUserData.Malformed',
    'MissingParameter',
    'Unsupported',
    'VPCIdNotSpecified',
  ])('%s of a launch is an invalid launch parameter, and EC2 says which', (code) => {
    const found = problem({ code, message: 'Value x is invalid' }, own, 'RunInstances');

    expect([statusOf(found), found.code]).toEqual([422, 'invalid_launch_parameter']);
    expect(found.detail).toMatch(/EC2 says: Value x is invalid\.$/);
  });

  test.each(['AuthFailure', 'OptInRequired', 'InvalidClientTokenId', 'ExpiredToken'])(
    '%s depends on whose credentials they are and on the region',
    (code) => {
      expect(problem({ code, status: 401 }, own).code).toBe('role_misconfigured');
      expect(problem({ code, status: 401 }, elsewhere).code).toBe('region_not_enabled');
      expect(problem({ code, status: 401 }, callers).code).toBe('invalid_aws_credentials');
    },
  );

  test('a missing right of the caller is not blamed on the role', () => {
    expect(problem({ code: 'UnauthorizedOperation' }, callers).detail).toMatch(/credentials in the request/);
    expect(problem({ code: 'UnauthorizedOperation' }, own).detail).toMatch(/role of this API/);
  });

  // What a code means depends on the operation: EC2's code, the operation, EC2's status, then ours and whether to repeat.
  test.each([
    ['OptInRequired', 'RunInstances', 401, 'invalid_launch_parameter', false],
    ['OptInRequired', 'StartInstances', 401, 'refused_by_ec2', false],
    ['AuthFailure', 'RunInstances', 401, 'invalid_launch_parameter', false],
    ['PendingVerification', 'RunInstances', 400, 'account_not_ready', true],
    ['Blocked', 'StartInstances', 403, 'account_not_ready', true],
    ['IncorrectSpotRequestState', 'StartInstances', 400, 'instance_busy', true],
    ['IncorrectSpotRequestState', 'StopInstances', 400, 'incorrect_state', false],
    ['RequestExpired', 'DescribeInstances', 400, 'aws_unavailable', true],
    ['ReservationCapacityExceeded', 'StartInstances', 400, 'insufficient_capacity', true],
    ['FilterLimitExceeded', 'DescribeInstances', 400, 'refused_by_ec2', false],
    ['InvalidHostState', 'StartInstances', 400, 'refused_by_ec2', false],
    ['InvalidKmsKey.InvalidState', 'StartInstances', 400, 'refused_by_ec2', false],
    ['InvalidKmsKey.InvalidState', 'RunInstances', 400, 'invalid_launch_parameter', false],
    ['InvalidNetworkInterface.InUse', 'RunInstances', 400, 'invalid_launch_parameter', false],
    ['UnsupportedOperation', 'RunInstances', 400, 'invalid_launch_parameter', false],
  ] as const)('%s on %s (%i) is %s', (code, operation, status, expected, retryable) => {
    const message = code === 'AuthFailure' ? 'Not authorized for images: [ami-1]' : 'Because of arn:aws:x:1 it is so.';
    const found = problem({ code, message, status }, own, operation);

    expect([found.code, found.retryable, found.extras.awsCode]).toEqual([expected, retryable, code]);
    if (statusOf(found) < 500 && code !== 'AuthFailure')
      expect(found.detail).toContain('EC2 says: Because of (ARN) it');
  });

  test('a right that the credentials of the caller lack is told of them', () => {
    expect(problem({ code: 'UnauthorizedOperation', status: 403 }, callers).code).toBe('caller_credentials_denied');
  });

  test('a code without an entry is an error of AWS that its status explains', () => {
    expect(problem({ code: 'BrandNew', status: 400 }).code).toBe('refused_by_ec2');
    expect(problem({ code: 'BrandNew', status: 400 }, own, 'RunInstances').code).toBe('invalid_launch_parameter');
    expect(problem({ code: '', status: 403 }).code).toBe('aws_error');
    expect(problem({ code: 'BrandNew', status: 429 }).code).toBe('aws_throttled');
    expect(problem({ code: 'BrandNew', status: 500 }).code).toBe('aws_unavailable');
    expect(statusOf(problem({ code: 'BrandNew', status: 503 }))).toBe(503);
  });

  test('capacity is to be waited for longer than throttling', () => {
    const [capacity, throttled] = [problem({ code: 'InsufficientInstanceCapacity' }), problem({ code: 'Throttling' })];

    expect([capacity.retryable, throttled.retryable]).toEqual([true, true]);
    expect(problemKind(capacity.code).retryAfter).toBe(300);
    expect(problemKind(throttled.code).retryAfter).toBeLessThan(60);
  });
});
