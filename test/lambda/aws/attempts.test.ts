import { callOutcome, maxAttempts, pauseBefore } from '../../../lambda/aws/attempts';

/** The longest pauses before further attempts at a call that keeps failing in one way, in milliseconds. */
function pauses(error: object): readonly number[] {
  const found: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const pause = pauseBefore(error, attempts, () => 1);
    if (pause === undefined) return found;
    found.push(pause);
  }
}

const answered = (name: string, httpStatusCode: number) => ({ name, $fault: 'server', $metadata: { httpStatusCode } });

test.each([
  ['throttling', answered('RequestLimitExceeded', 503), [500, 1500]],
  ['throttling without a code', answered('Unknown', 429), [500, 1500]],
  ['an internal error', answered('InternalError', 500), [50, 200]],
  ['an error of a proxy', answered('Unknown', 502), [50, 200]],
  ['a clock that has been put right', { name: 'RequestExpired', $metadata: { clockSkewCorrected: true } }, [50, 200]],
  ['a refused connection', { name: 'TimeoutError', code: 'ECONNREFUSED' }, [50, 200]],
  ['a dropped connection', { name: 'TimeoutError', code: 'ECONNRESET' }, [50, 200]],
  ['a time-out', { name: 'TimeoutError', code: 'ETIMEDOUT' }, []],
  ['a connection that does not come about', { name: 'TimeoutError' }, []],
  ['missing capacity', answered('InsufficientInstanceCapacity', 500), []],
  ['missing hosts', answered('InsufficientHostCapacity', 500), []],
  ["the client's mistake", answered('IncorrectInstanceState', 400), []],
] as const)('after %s a service is asked again as far as that helps', (_what, error, expected) => {
  expect(pauses(error)).toEqual(expected);
});

test('the pauses between attempts leave most of the 28 seconds', () => {
  const longest = pauses(answered('Throttling', 400));

  expect(longest).toHaveLength(maxAttempts - 1);
  expect(longest.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(3_000);
});

test.each([
  ['a refusal', answered('IncorrectInstanceState', 400), true, 'not done'],
  ['throttling', answered('RequestLimitExceeded', 503), true, 'not done'],
  ['missing capacity', answered('InsufficientInstanceCapacity', 500), true, 'not done'],
  ['a refused connection', { name: 'TimeoutError', code: 'ECONNREFUSED' }, true, 'not done'],
  [
    'no connection in time',
    { name: 'TimeoutError', message: 'socket did not establish a connection' },
    true,
    'not done',
  ],
  ['a request that never left', new URIError('URI malformed'), false, 'not done'],
  ['an internal error', answered('InternalError', 500), true, 'unclear'],
  ['an outage', answered('Unavailable', 503), true, 'unclear'],
  ["a proxy's page", answered('Unknown', 403), true, 'unclear'],
  ["a proxy's page with status 404", answered('NotFound', 404), true, 'unclear'],
  ['a dropped connection', { name: 'TimeoutError', code: 'ECONNRESET' }, true, 'unclear'],
  ['a time-out', { name: 'TimeoutError', code: 'ETIMEDOUT' }, true, 'unclear'],
  ['an answer that is none', { name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }, true, 'unclear'],
] as const)('after %s a call is known to be done or not as far as it can be', (_what, error, sent, expected) => {
  expect(callOutcome(error, sent)).toBe(expected);
});
