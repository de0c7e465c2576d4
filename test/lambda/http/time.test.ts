import { callsUntil, timeFor, within } from '../../../lambda/http/time';

test.each([
  [undefined, 29_000, 28_000],
  [0, 29_000, 28_000],
  [25, 29_000, 28_000],
  [300, 600_000, 303_000],
  [undefined, 10_000, 9_500],
])('with a wait of %p seconds and %i ms left a request is answered within %i ms', (wait, remaining, time) => {
  expect(timeFor(wait, remaining)).toBe(time);
});

test('the calls of a request end 2 s before its answer leaves', () => {
  let time = 0;
  const deadline = callsUntil(
    28_000,
    () => 29_000 - time,
    () => time,
  );

  expect(deadline.remaining()).toBe(26_000);
  time = 25_999;
  expect(deadline.remaining()).toBe(1);
});

test('they end earlier when the function has less time left than there was', () => {
  const deadline = callsUntil(
    28_000,
    () => 5_000,
    () => 0,
  );

  expect(deadline.remaining()).toBe(2_500);
});

test('an answer that is not ready in time is a problem, and one that is ready leaves no timer', async () => {
  jest.useFakeTimers();
  const late = within(1_000, new Promise(() => {})).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(1_000);

  expect(await late).toMatchObject({ code: 'aws_timeout' });
  expect(await within(1_000, Promise.resolve('ready'))).toBe('ready');
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});
