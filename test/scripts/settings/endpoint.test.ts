import { emulatorEndpoint, endpointName } from '../../../scripts/settings/endpoint';

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4566'],
  ['0.0.0.0', 'http://127.0.0.1:4566'],
  ['::', 'http://[::1]:4566'],
  ['::1', 'http://[::1]:4566'],
  ['[::1]', 'http://[::1]:4566'],
  ['emulator.local', 'http://emulator.local:4566'],
])('an emulator that listens on %s is reached at %s', (host, endpoint) => {
  expect(emulatorEndpoint(host, 4566)).toBe(endpoint);
});

test.each([
  ['http://127.0.0.1:4566', '127.0.0.1-4566'],
  ['http://[::1]:4566', '-::1-4566'.replaceAll(':', '-').replace('---', '-')],
])('%s has a name that a file can have', (endpoint, name) => {
  expect(endpointName(endpoint)).toMatch(/^[A-Za-z0-9.-]+$/);
  expect(endpointName(endpoint).replace(/-+/g, '-')).toBe(name.replace(/-+/g, '-'));
});
