import { problemKind } from '../../../../contract/problems';
import { callProblem, type Ec2Error, ec2Problem } from '../../../../lambda/aws/ec2-problems';
import { Problem } from '../../../../lambda/domain/problem';

const own = { region: 'us-east-1', deploymentRegion: 'us-east-1', callerCredentials: false };
const elsewhere = { ...own, region: 'me-south-1' };
const callers = { ...elsewhere, callerCredentials: true };

function problem(error: Partial<Ec2Error>, context = own, operation = 'StopInstances'): Problem {
  return ec2Problem({ code: 'Unnamed', message: '', status: 400, ...error }, context, operation);
}

function statusOf({ code, extras }: Problem): number {
  return extras.status ?? problemKind(code).status;
}

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
    callProblem(Object.assign(new Error('secret detail'), error), own, 'StopInstances', true);
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
  ])('with %s', (_what, error, status, code) => {
    const found = thrown(error);

    if (!(found instanceof Problem)) throw new Error('no problem');
    expect([statusOf(found), found.code]).toEqual([status, code]);
    expect(found.detail).not.toContain('secret');
    expect(found.extras.cause).toBeInstanceOf(Error);
  });

  test("names EC2's code, and nothing else as one", async () => {
    expect(thrown({ name: 'InternalError', ...answered(500) })).toHaveProperty('extras.awsCode', 'InternalError');
    expect(thrown({ name: 'Unknown', ...answered(502) })).not.toHaveProperty('extras.awsCode');
    expect(thrown({ name: 'SyntaxError', $metadata: {} })).not.toHaveProperty('extras.awsCode');
  });

  test('by a mistake of this program is not put down to AWS', () => {
    expect(thrown({ name: 'TypeError' })).not.toBeInstanceOf(Problem);
  });
});
