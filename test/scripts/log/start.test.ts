import { logStart } from '../../../scripts/log/start';

const now = Date.parse('2026-01-01T12:00:00Z');

test('without SINCE the log begins a quarter of an hour ago', () => {
  const deployed = '2026-01-01T11:00:00Z';

  expect(logStart(undefined, deployed, now)).toEqual({ from: now - 900_000, text: '15m ago' });
  expect(logStart('', undefined, now)).toEqual({ from: now - 900_000, text: '15m ago' });
});

test('it does not begin before the last deployment, so that nothing of the one before passes for it', () => {
  const { from, text } = logStart(undefined, '2026-01-01T11:58:00Z', now);

  expect(from).toBe(now - 120_000);
  expect(text).toMatch(/^the deployment at \d\d:58:00$/);
});

test('with SINCE it begins where the user says, also before the last deployment', () => {
  expect(logStart('1h', '2026-01-01T11:58:00Z', now)).toEqual({ from: now - 3_600_000, text: '1h ago' });
});

test('a SINCE that is no duration is refused', () => {
  expect(() => logStart('soon', undefined, now)).toThrow('SINCE is "soon", but must be a duration');
});
