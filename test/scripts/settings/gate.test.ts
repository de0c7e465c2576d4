import { frontOf, readSettings } from '../../../scripts/settings/settings';

const space = { CODESPACE_NAME: 'space' };
const places = (variables: Readonly<Record<string, string>>) => {
  const { emulator } = readSettings(variables);
  return { emulator: emulator.endpoint, front: frontOf(emulator), given: emulator.given };
};
const gated = { emulator: 'http://127.0.0.1:4567', front: 'http://127.0.0.1:4566', given: false };
const open = { emulator: 'http://127.0.0.1:4566', front: 'http://127.0.0.1:4566', given: false };

test.each([
  ['elsewhere', {}, open],
  ['in a Codespace', space, gated],
  ['with GATE=on', { GATE: 'on' }, gated],
  ['in a Codespace with GATE=off', { ...space, GATE: 'off' }, open],
  [
    'when AWS_ENDPOINT_URL is the private port that make printed',
    { ...space, AWS_ENDPOINT_URL: 'http://localhost:4567' },
    gated,
  ],
  [
    'with ports of its own',
    { GATE: 'on', EMULATOR_PORT: '5000', EMULATOR_PRIVATE_PORT: '6000' },
    { emulator: 'http://127.0.0.1:6000', front: 'http://127.0.0.1:5000', given: false },
  ],
  [
    'before an emulator of the user',
    { ...space, AWS_ENDPOINT_URL: 'http://127.0.0.1:9000' },
    { emulator: 'http://127.0.0.1:9000', front: 'http://127.0.0.1:4566', given: true },
  ],
  [
    'with an emulator on another machine',
    { ...space, AWS_ENDPOINT_URL: 'http://emulator:4566' },
    { emulator: 'http://emulator:4566', front: 'http://emulator:4566', given: true },
  ],
])('%s emulator and API are where they should be', (_where, variables, expected) => {
  expect(places(variables)).toEqual(expected);
});

test('whatever address the gate listens on, the emulator behind it is for this machine alone', () => {
  const { emulator } = readSettings({ GATE: 'on', EMULATOR_HOST: '0.0.0.0' });

  expect([emulator.host, emulator.gate?.host]).toEqual(['127.0.0.1', '0.0.0.0']);
});

test.each([
  [{ GATE: 'maybe' }, 'GATE is "maybe", but must be on or off'],
  [{ GATE: 'on', EMULATOR_PRIVATE_PORT: '4566' }, 'EMULATOR_PRIVATE_PORT is the same as EMULATOR_PORT'],
  [{ GATE: 'on', EMULATOR_PRIVATE_PORT: 'x' }, 'EMULATOR_PRIVATE_PORT is "x"'],
  [{ ...space, AWS_ENDPOINT_URL: 'http://localhost:4566' }, 'AWS_ENDPOINT_URL is at port 4566, where the gate listens'],
])('%j is refused', (variables, words) => {
  expect(() => readSettings(variables)).toThrow(words);
});

test('on AWS there is none', () => {
  expect(readSettings({ TARGET: 'aws', GATE: 'on' }).emulator.gate).toBeUndefined();
});
