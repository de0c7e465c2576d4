import { durationSeconds } from '../../contract/durations';

test.each([
  ['90s', 90],
  ['15m', 900],
  ['2h', 7200],
  ['1d', 86_400],
  ['PT2H', 7200],
  ['PT1H30M', 5400],
  ['P1DT12H', 129_600],
  ['P1D', 86_400],
  ['PT90S', 90],
])('%s is %d seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each(['', '90', '90x', '1.5h', '-1h', 'P', 'PT', 'P1DT', '1h30m', 'P1W', '9999999999s', ' 1h'])(
  '%j is no duration',
  (text) => {
    expect(durationSeconds(text)).toBeUndefined();
  },
);
