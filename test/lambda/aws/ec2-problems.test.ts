import { problemKind } from '../../../contract/problems';
import { type Ec2Error, ec2Problem, withProblems } from '../../../lambda/aws/ec2-problems';
import { Problem } from '../../../lambda/domain/problem';

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
    expect(found.detail).toMatch(/EC2 says: Value x is invalid$/);
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

  test('a code without an entry is an error of AWS that its status explains', () => {
    expect(problem({ code: 'BrandNew', status: 400 }).code).toBe('aws_error');
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

describe('what a client reads of EC2', () => {
  test("EC2's own words where the client can do something about it", () => {
    const found = problem({
      code: 'IncorrectInstanceState',
      message: "The instance\n 'i-0a1b2c3d' is not in a state.",
    });

    expect(found.detail).toMatch(/permit this\. EC2 says: The instance 'i-0a1b2c3d' is not in a state\.$/);
    expect(found.extras.instanceId).toBe('i-0a1b2c3d');
  });

  test('no instance of a message that names several', () => {
    const message = "The instance IDs 'i-0a1b2c3d, i-0a1b2c3e' do not exist";

    expect(problem({ code: 'InvalidInstanceID.NotFound', message }).extras.instanceId).toBeUndefined();
  });

  test.each([
    ['UnauthorizedOperation', own],
    ['AuthFailure', callers],
    ['AuthFailure', elsewhere],
    ['InternalError', own],
    ['BrandNew', own],
  ])('nothing that EC2 says with %s', (code, context) => {
    expect(problem({ code, message: 'internal: role arn:aws:iam::1:role/x' }, context).detail).not.toMatch(
      /internal:|arn/,
    );
  });

  test('no account, key, resource name or encoded policy, and no novel', () => {
    const message = `User: arn:aws:sts::123456789012:assumed-role/x of 123456789012 with AKIAIOSFODNN7EXAMPLE ${'long '.repeat(200)}`;
    const encoded = 'Not now. Encoded authorization failure message: c2VjcmV0';

    const shown = problem({ code: 'IncorrectState', message }).detail;

    expect(shown).not.toMatch(/123456789012|AKIAIOSFODNN7EXAMPLE|arn:/);
    expect(shown.length).toBeLessThan(400);
    expect(problem({ code: 'IncorrectState', message: encoded }).detail).toMatch(/EC2 says: Not now\.$/);
  });
});

describe('a call that fails', () => {
  const thrown = (error: object) =>
    withProblems(own, 'StopInstances', () => Promise.reject(Object.assign(new Error('secret detail'), error))).then(
      () => undefined,
      (reason: unknown) => reason,
    );
  const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode }, $fault: 'client' });

  test.each([
    ['connection refused', { name: 'TimeoutError', code: 'ECONNREFUSED', $metadata: {} }, 503, 'aws_unreachable'],
    ['connection reset', { name: 'TimeoutError', code: 'ECONNRESET', $metadata: {} }, 503, 'aws_unreachable'],
    ['no such host', { name: 'Error', code: 'ENOTFOUND', $metadata: {} }, 503, 'aws_unreachable'],
    ['a certificate that is not trusted', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 503, 'aws_unreachable'],
    ['time is up', { name: 'TimeoutError', code: 'ETIMEDOUT', $metadata: {} }, 504, 'aws_timeout'],
    ['no connection in time', { name: 'TimeoutError', $metadata: {} }, 504, 'aws_timeout'],
    ['given up', { name: 'AbortError' }, 504, 'aws_timeout'],
    ['no credentials', { name: 'CredentialsProviderError' }, 502, 'role_misconfigured'],
    ['an error of EC2', { name: 'InternalError', ...answered(500) }, 502, 'aws_unavailable'],
    ['a bad gateway', { name: 'Unknown', ...answered(502) }, 502, 'aws_unavailable'],
    ['a page of a proxy', { name: 'Error', $metadata: { httpStatusCode: 403 } }, 502, 'aws_error'],
    ['an answer that is none', { name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }, 502, 'aws_error'],
  ])('with %s', async (_what, error, status, code) => {
    const found = await thrown(error);

    if (!(found instanceof Problem)) throw found;
    expect([statusOf(found), found.code]).toEqual([status, code]);
    expect(found.detail).not.toContain('secret');
    expect(found.extras.cause).toBeInstanceOf(Error);
  });

  test("names EC2's code, and nothing else as one", async () => {
    expect(await thrown({ name: 'InternalError', ...answered(500) })).toHaveProperty('extras.awsCode', 'InternalError');
    expect(await thrown({ name: 'Unknown', ...answered(502) })).not.toHaveProperty('extras.awsCode');
    expect(await thrown({ name: 'SyntaxError', $metadata: {} })).not.toHaveProperty('extras.awsCode');
  });

  test('by a mistake of this program is not put down to AWS', async () => {
    expect(await thrown({ name: 'TypeError' })).not.toBeInstanceOf(Problem);
  });
});
