import { ec2RetryStrategy, maxAttempts } from '../../../../lambda/aws/ec2-client';

type Info = Parameters<ReturnType<typeof ec2RetryStrategy>['refreshRetryTokenForRetry']>[1];

/** The longest waits before further attempts at a call that keeps failing in one way, in milliseconds. */
async function waits(errorType: Info['errorType'], error: object): Promise<readonly number[]> {
  const strategy = ec2RetryStrategy(() => 1);
  const info: Info = { errorType, error: Object.assign(new Error(), { $metadata: {} }, error) as never };
  const delays: number[] = [];
  let token = await strategy.acquireInitialRetryToken('');
  for (;;) {
    try {
      token = await strategy.refreshRetryTokenForRetry(token, info);
    } catch {
      return delays;
    }
    delays.push(token.getRetryDelay());
  }
}

test.each([
  ['throttling', 'THROTTLING', { name: 'RequestLimitExceeded' }, [500, 1500]],
  ['an internal error', 'TRANSIENT', { name: 'InternalError' }, [50, 200]],
  ['a refused connection', 'TRANSIENT', { name: 'TimeoutError', code: 'ECONNREFUSED' }, [50, 200]],
  ['a dropped connection', 'TRANSIENT', { name: 'TimeoutError', code: 'ECONNRESET' }, [50, 200]],
  ['a time-out', 'TRANSIENT', { name: 'TimeoutError', code: 'ETIMEDOUT' }, []],
  ['a connection that does not come about', 'TRANSIENT', { name: 'TimeoutError' }, []],
  ['missing capacity', 'TRANSIENT', { name: 'InsufficientInstanceCapacity' }, []],
  ['missing hosts', 'TRANSIENT', { name: 'InsufficientHostCapacity' }, []],
  ["the client's mistake", 'CLIENT_ERROR', { name: 'IncorrectInstanceState' }, []],
] as const)('after %s EC2 is asked again as far as that helps', async (_what, errorType, error, expected) => {
  expect(await waits(errorType, error)).toEqual(expected);
});

test('waiting for further attempts leaves most of the 29 seconds', async () => {
  const longest = await waits('THROTTLING', { name: 'RequestLimitExceeded' });

  expect(longest).toHaveLength(maxAttempts - 1);
  expect(longest.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(3000);
});
