import { readable } from '../../../scripts/log/format';

test('a request is one short line', () => {
  const line = JSON.stringify({
    time: '2026-01-01T07:34:12.123Z',
    level: 'warn',
    message: 'request',
    request_id: 'r-1',
    caller: 'ci',
    method: 'POST',
    route: '/start',
    status: 409,
    code: 'instance_busy',
    duration_ms: 41.3,
    ec2_calls: 1,
    cold_start: 1,
    _aws: {},
  });

  expect(readable(line)).toBe('07:34:12.123 WARN  409 POST /start 41 ms ec2=1 ci r-1 instance_busy cold');
});

test('other entries show their members, and nothing that is for CloudWatch only', () => {
  const line = JSON.stringify({
    time: '2026-01-01T07:34:12.123Z',
    level: 'info',
    message: 'change',
    outcomes: [1],
    _aws: {},
  });

  expect(readable(line)).toBe('07:34:12.123 INFO  change outcomes=[1]');
});

test("the platform's own lines are left out, and what is not JSON stays as it is", () => {
  expect(readable('START RequestId: x')).toBeUndefined();
  expect(readable('plain {text')).toBe('plain {text');
  expect(readable('{broken')).toBe('{broken');
});
