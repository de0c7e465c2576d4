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
  ['P1W', 604_800],
  ['P1W2DT3H', 788_400],
  ['PT0.5H', 1800],
  ['PT0,5H', 1800],
  ['PT1H0.5M', 3630],
  ['PT1.5S', 1.5],
  ['P0.5D', 43_200],
  ['P0.5W', 302_400],
  ['PT0.1H', 360],
  ['PT1.005H', 3618],
])('%s is %d seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each([
  ...['', '90', '90x', '1.5h', '-1h', 'P', 'PT', 'P1DT', '1h30m', '9999999999s', ' 1h', '1w'],
  // Years and months have no fixed length; only the last number has a fraction; ISO 8601 writes in capitals, and in order.
  ...['P1Y', 'P1M', 'P1Y1D', 'PT0.5H30M', 'P0.5DT1H', 'PT.5H', 'PT5.H', 'PT1.2.3H', 'pt2h', 'P1D1W', 'PT1M1H', 'P1H'],
])('%j is no duration', (text) => {
  expect(durationSeconds(text)).toBeUndefined();
});
